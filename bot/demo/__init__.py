"""The demo: the real app between simulated networks, all of it on this machine and without any account.

Only this package knows the simulated networks (simcord and mastodon_mock); the app doesn't know that it is rehearsing.
"""
