"""How much of review files is read right: made files of every known form, and the owner's where they are at hand.

``python -m tests.reading`` prints the table of docs/reading.md; ``make reading`` does too.
"""
