"""What waits and why then, what was posted, what is wrong: gathered for status, the page and the metrics."""
