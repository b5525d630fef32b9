"""Several small reviews in one post: which deliveries wait for it, and which went into which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("for_digest", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("deliveries", sa.Column("digest_id", sa.Integer))
    op.create_index("ix_deliveries_digest_id", "deliveries", ["digest_id"])
