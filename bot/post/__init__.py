"""Where posts leave: the courier sends what the records owe, through one adapter for each network."""
