"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _known()
    _deliveries()
    _recaps()


def _known() -> None:
    op.create_table(
        "sources",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("first_scan_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_sources"),
    )
    op.create_table(
        "files",
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("review_id", sa.Text, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("body_hash", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("first_seen", TIME, nullable=False),
        sa.Column("gone_since", TIME),
        sa.PrimaryKeyConstraint("source", "path", name="pk_files"),
    )
    op.create_index("ix_files_review_id", "files", ["review_id"])
    op.create_table(
        "questions",
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("reviews", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_questions"),
    )
    op.create_table(
        "accepted",
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("review_id", sa.Text, nullable=False),
        sa.Column("accepted_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("source", "review_id", name="pk_accepted"),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(25), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("ready_at", TIME, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_claimed_at", TIME),
        sa.Column("claimed_at", TIME),
        sa.Column("mark", sa.Text),
        sa.Column("body", sa.JSON),
        sa.Column("reason", sa.Text),
        sa.Column("remote_id", sa.Text),
        sa.Column("remote_url", sa.Text),
        sa.Column("posted_at", TIME),
        sa.Column("may_stand", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
        sa.UniqueConstraint(
            "subject", "destination", "generation", name="uq_deliveries_subject_destination_generation"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_destination_status", "deliveries", ["destination", "status"])
    op.create_index("ix_deliveries_destination_posted_at", "deliveries", ["destination", "posted_at"])


def _recaps() -> None:
    op.create_table(
        "recap_starts",
        sa.Column("recap_key", sa.Text, nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("known", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("recap_key", name="pk_recap_starts"),
    )
    op.create_table(
        "recap_slots",
        sa.Column("recap_key", sa.Text, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("recorded_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("recap_key", "slot", name="pk_recap_slots"),
        sa.UniqueConstraint("subject", name="uq_recap_slots_subject"),
    )
    op.create_table(
        "recap_told",
        sa.Column("recap_key", sa.Text, nullable=False),
        sa.Column("review_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("recap_key", "review_id", name="pk_recap_told"),
    )
