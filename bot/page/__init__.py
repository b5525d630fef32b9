"""The owner's page, and what watches over the bot: health, readiness, metrics and announced pushes, over HTTP.

A face: it reads the records and hands the owner's decisions to ``bot.overview``. It holds no rule, and sends no post.
"""
