"""Changes to posts that stand, pauses, notices, leases, questions about every kind of mass change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("sources", sa.Column("doubt_since", TIME))
    op.add_column("recap_starts", sa.Column("doubt_since", TIME))
    op.add_column("files", sa.Column("sketch", sa.Text))
    op.add_column("deliveries", sa.Column("by_hand", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("questions", sa.Column("changed", sa.JSON))
    op.add_column("questions", sa.Column("gone", sa.JSON))
    op.add_column("accepted", sa.Column("quiet", sa.Boolean, nullable=False, server_default=sa.false()))
    _actions()
    _pauses()
    _notices()


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("delivery_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("ready_at", TIME, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claimed_at", TIME),
        sa.Column("done_at", TIME),
        sa.Column("body", sa.JSON),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_actions_delivery_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_actions_delivery_id_status", "actions", ["delivery_id", "status"])
    op.create_index("ix_actions_status", "actions", ["status"])


def _pauses() -> None:
    op.create_table(
        "pauses",
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("since", TIME),
        sa.Column("by", sa.String(10)),
        sa.Column("reason", sa.Text),
        sa.Column("look_at", TIME),
        sa.Column("resumed_at", TIME),
        sa.Column("failing_since", TIME),
        sa.PrimaryKeyConstraint("destination", name="pk_pauses"),
    )
    op.create_table(
        "leases",
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("until", TIME, nullable=False),
        sa.PrimaryKeyConstraint("lane", name="pk_leases"),
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(25), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("told_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("key", name="uq_notices_key"),
        sqlite_autoincrement=True,
    )
