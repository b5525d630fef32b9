"""Discord as a place to post to: channels, announcement channels, forums, and messages to the owner."""
