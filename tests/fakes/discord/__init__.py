"""A Discord of our own: REST under /api/v10 and a gateway, over a real socket, with a state that tests can see."""
