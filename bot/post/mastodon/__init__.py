"""Mastodon, and servers that speak its API, as a place to post to."""
