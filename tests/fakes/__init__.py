"""Servers that stand in for the networks: real sockets, real processes, faults on demand."""
