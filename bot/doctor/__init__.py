"""Tests of every token, permission, limit and path, each with its remedy. It changes nothing."""
