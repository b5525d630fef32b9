"""Pictures: data and opened fonts in, PNG bytes out. Pure: it reads no file and asks no network.

It stands one floor above ``bot.format``, which decides what a picture says and writes its alt text.
"""
