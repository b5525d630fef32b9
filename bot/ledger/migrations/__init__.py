"""Alembic migrations of the records, oldest first in ``versions``."""
