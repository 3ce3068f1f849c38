"""Reports that dondoc writes: edits of drafts, signed files, what units sent in, templates, points.

Revision ID: 0005
Revises: 0004
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")


def upgrade() -> None:
    _report_edits()
    _signed_reports()
    _received_reports()
    # NULL: printed by the shipped template.
    op.add_column("report_outputs", sa.Column("template", sa.Text()))
    _grade_marks()


def _report_edits() -> None:
    op.create_table(
        "report_edits",
        _id(),
        _ref("unit_id", "units"),
        *_text("kind", "period"),
        *[sa.Column(name, sa.Date(), nullable=False) for name in ("window_start", "window_end")],
        sa.CheckConstraint("window_end > window_start", name="window"),
        sa.Column("cut_off", sa.Date(), nullable=False),
        *_text("line_key", "act", "words", "seen", "stands_after", "codes", "joined_into", "by"),
        sa.Column("at", INSTANT, nullable=False),
        _one_of("kind", "interim", "annual"),
        _one_of("act", "replace", "remove", "add", "move"),
        sa.UniqueConstraint("unit_id", "kind", "period", "window_start", "window_end", "line_key"),
    )


def _signed_reports() -> None:
    op.create_table(
        "signed_reports",
        _id(),
        _ref("report_id", "written_reports"),
        _ref("document_id", "documents"),
        *_text("file_sha256", "name", "by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.UniqueConstraint("report_id"),
    )
    op.create_table(
        "signed_changes",
        _id(),
        _ref("signed_id", "signed_reports"),
        sa.Column("position", sa.Integer(), nullable=False),
        *_text("change", "words_before", "words_after", "codes"),
        sa.Column("is_promise", sa.Boolean(), nullable=False),
        *_text("figures"),
        _one_of("change", "figure", "reworded", "added", "cut"),
        sa.UniqueConstraint("signed_id", "position"),
    )


def _received_reports() -> None:
    op.create_table(
        "received_reports",
        _id(),
        _ref("unit_id", "units"),
        *_text("period"),
        *[sa.Column(name, sa.Date(), nullable=False) for name in ("window_start", "window_end")],
        sa.CheckConstraint("window_end > window_start", name="window"),
        *_text("number"),
        sa.Column("issued_on", sa.Date(), nullable=False),
        *_text("file_sha256", "name", "facts_json", "by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.UniqueConstraint("unit_id", "file_sha256"),
    )


def _grade_marks() -> None:
    op.create_table(
        "grade_marks",
        _id(),
        _ref("unit_id", "units"),
        *_text("period", "scheme", "criterion"),
        sa.Column("is_superior", sa.Boolean(), nullable=False),
        sa.Column("points", EXACT, nullable=False),
        *_text("reason", "by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.UniqueConstraint("unit_id", "period", "scheme", "criterion", "is_superior"),
    )


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _ref(name: str, table: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=False)


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _one_of(name: str, *values: str) -> sa.CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{name} IN ({allowed})", name=name)
