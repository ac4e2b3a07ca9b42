"""What people decide, how verdicts change, the log of the past, deadlines, what is stale."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OUTCOMES = ("confirmed", "partly", "refuted", "open", "unverifiable")


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("kind", _words("decisionkind", "decides", "disputes"), nullable=False),
        sa.Column("outcome", _words("outcome", *OUTCOMES), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    _index("decision", "claim_id", "decided_at")
    op.create_table(
        "verdictchange",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("before", _words("before", *OUTCOMES), nullable=False),
        sa.Column("after", _words("after", *OUTCOMES), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_verdictchange")),
    )
    _index("verdictchange", "claim_id", "changed_on")
    op.create_table(
        "logentry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("change", _words("change", "added", "amended", "withdrawn"), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_logentry")),
    )
    _index("logentry", "day", "record_id")
    op.create_table(
        "dailyroot",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_dailyroot")),
    )

    with op.batch_alter_table("assertion") as batch_op:
        batch_op.add_column(sa.Column("credits", sa.String(), nullable=True))
        batch_op.create_index("ix_assertion_credits_model", ["credits", "model"], unique=False)
        batch_op.create_index(op.f("ix_assertion_derived_from"), ["derived_from"], unique=False)

    with op.batch_alter_table("document") as batch_op:
        batch_op.create_index("ix_document_source_published", ["source", "published"], unique=False)

    with op.batch_alter_table("verdict") as batch_op:
        batch_op.add_column(sa.Column("true_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("stale_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("deadline", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("overdue", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("dissent", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("decision", sa.String(), nullable=True))
        batch_op.create_index(op.f("ix_verdict_overdue"), ["overdue"], unique=False)

    kinds = _words("conflictkind", "incoherent", "distorted")
    with op.batch_alter_table("conflict") as batch_op:
        batch_op.add_column(sa.Column("kind", kinds, nullable=False, server_default="incoherent"))
        batch_op.add_column(sa.Column("other_document_id", sa.String(), nullable=True))
        batch_op.create_index(
            op.f("ix_conflict_other_document_id"), ["other_document_id"], unique=False
        )
        batch_op.create_foreign_key(
            op.f("fk_conflict_other_document_id_document"),
            "document",
            ["other_document_id"],
            ["id"],
        )

    # What was added for the rows of before is not what new rows say: they always say it.
    with op.batch_alter_table("verdict") as batch_op:
        batch_op.alter_column("overdue", server_default=None)
        batch_op.alter_column("dissent", server_default=None)
    with op.batch_alter_table("conflict") as batch_op:
        batch_op.alter_column("kind", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("conflict") as batch_op:
        batch_op.drop_constraint(op.f("fk_conflict_other_document_id_document"), type_="foreignkey")
        batch_op.drop_index(op.f("ix_conflict_other_document_id"))
        batch_op.drop_constraint(op.f("ck_conflict_conflictkind"), type_="check")
        batch_op.drop_column("other_document_id")
        batch_op.drop_column("kind")

    with op.batch_alter_table("verdict") as batch_op:
        batch_op.drop_index(op.f("ix_verdict_overdue"))
        batch_op.drop_column("decision")
        batch_op.drop_column("dissent")
        batch_op.drop_column("overdue")
        batch_op.drop_column("deadline")
        batch_op.drop_column("stale_since")
        batch_op.drop_column("true_from")

    with op.batch_alter_table("document") as batch_op:
        batch_op.drop_index("ix_document_source_published")

    with op.batch_alter_table("assertion") as batch_op:
        batch_op.drop_index(op.f("ix_assertion_derived_from"))
        batch_op.drop_index("ix_assertion_credits_model")
        batch_op.drop_column("credits")

    op.drop_table("dailyroot")
    _drop_indexes("logentry", "day", "record_id")
    op.drop_table("logentry")
    _drop_indexes("verdictchange", "claim_id", "changed_on")
    op.drop_table("verdictchange")
    _drop_indexes("decision", "claim_id", "decided_at")
    op.drop_table("decision")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, length=20, create_constraint=True)


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table) as batch_op:
        for column in columns:
            batch_op.create_index(op.f(f"ix_{table}_{column}"), [column], unique=False)


def _drop_indexes(table: str, *columns: str) -> None:
    with op.batch_alter_table(table) as batch_op:
        for column in columns:
            batch_op.drop_index(op.f(f"ix_{table}_{column}"))
