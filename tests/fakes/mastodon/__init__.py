"""A Mastodon server of our own: mastodon_mock behind a proxy that makes the faults it does not know."""
