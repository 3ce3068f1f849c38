"""Seals: what each row said when dondoc last wrote it, so that a change behind its back is found.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealings",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *[sa.Column(name, sa.Text(), nullable=False) for name in ("rows", "altered", "prev", "hash")],
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_sealings")),
    )
    op.create_table(
        "row_seals",
        *[
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("table_name", "row_key", "salt", "marks", "named", "digest")
        ],
        sa.PrimaryKeyConstraint("table_name", "row_key", name=op.f("pk_row_seals")),
    )
