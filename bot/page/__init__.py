"""The owner's page in the browser, what watches over the bot, and announced pushes. It holds no rule."""
