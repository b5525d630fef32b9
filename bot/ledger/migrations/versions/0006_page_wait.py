"""A post that waits until its review's page is on the web: since when, so that a new process begins no new wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("page_asked_at", sa.DateTime(timezone=True)))
