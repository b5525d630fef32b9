"""The desk: what the owner asks and decides at the command line, answered as values. It draws them, and posts nothing
itself: posting is the courier's.
"""
