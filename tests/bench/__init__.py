"""``make bench``: Matinee against bare loops that do only what must be done, both measured in the same run.

Ratios hold on any machine where seconds don't. Nothing here judges a build: a figure over its bound is said to be
over, and the exit code stays 0.
"""
