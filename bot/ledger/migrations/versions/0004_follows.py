"""Discord channels that their servers' own admins let follow; and since when reviews were there that had to wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "follows",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("server_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("server", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("filter", sa.JSON, nullable=False),
        sa.Column("manners", sa.JSON, nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_follows"),
        sa.UniqueConstraint("destination", name="uq_follows_destination"),
        sa.UniqueConstraint("channel_id", name="uq_follows_channel_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_follows_server_id", "follows", ["server_id"])
    op.add_column("files", sa.Column("appeared_at", sa.DateTime(timezone=True)))
    op.add_column("accepted", sa.Column("asked_at", sa.DateTime(timezone=True)))
