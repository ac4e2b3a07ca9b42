"""How the ledger is fed: subscriptions, schedules, evidence, copies and later texts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "band",
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("value", "document_id", name=op.f("pk_band")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence") as batch_op:
        batch_op.create_index(op.f("ix_evidence_url"), ["url"], unique=False)

    op.create_table(
        "hostrules",
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_hostrules")),
    )
    op.create_table(
        "listedvalue",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("fact_id", sa.String(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_listedvalue")),
    )
    op.create_table(
        "pagestate",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("via", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("followed", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("recheck_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_pagestate")),
    )
    with op.batch_alter_table("pagestate") as batch_op:
        batch_op.create_index(op.f("ix_pagestate_recheck_at"), ["recheck_at"], unique=False)
        batch_op.create_index(op.f("ix_pagestate_via"), ["via"], unique=False)

    op.create_table(
        "schedule",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("every_s", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.String(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("visited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("succeeded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("records", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_schedule")),
    )
    with op.batch_alter_table("schedule") as batch_op:
        batch_op.create_index(op.f("ix_schedule_due_at"), ["due_at"], unique=False)

    op.create_table(
        "subscription",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "official",
                "press",
                "newsletter",
                "blog",
                "analyst",
                "forum",
                "social",
                "aggregator",
                "market",
                "catalogue",
                "unknown",
                name="sourcekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("home", sa.String(), nullable=True),
        sa.Column("every_s", sa.Integer(), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("watch", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_subscription")),
    )
    with op.batch_alter_table("subscription") as batch_op:
        batch_op.create_index(op.f("ix_subscription_watch"), ["watch"], unique=False)

    with op.batch_alter_table("document") as batch_op:
        batch_op.add_column(sa.Column("author", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("published_from", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("via", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("evidence", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("market", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("revises", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("copy_of", sa.String(), nullable=True))
        batch_op.create_index(op.f("ix_document_copy_of"), ["copy_of"], unique=False)
        batch_op.create_index(op.f("ix_document_revises"), ["revises"], unique=False)
        batch_op.create_index(op.f("ix_document_via"), ["via"], unique=False)

    with op.batch_alter_table("fact") as batch_op:
        batch_op.add_column(sa.Column("evidence", sa.String(), nullable=True))

    with op.batch_alter_table("scraperun") as batch_op:
        batch_op.add_column(
            sa.Column(
                "status",
                sa.Enum(
                    "changed",
                    "unchanged",
                    "failed",
                    name="runstatus",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                nullable=False,
                server_default="changed",
            )
        )
        batch_op.add_column(sa.Column("records", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column(
                "failure",
                sa.Enum(
                    "network",
                    "slow",
                    "certificate",
                    "robots",
                    "refused",
                    "server",
                    "content",
                    "shape",
                    "too_few",
                    "other",
                    name="failure",
                    native_enum=False,
                    create_constraint=True,
                    length=20,
                ),
                nullable=True,
            )
        )
        batch_op.create_index(op.f("ix_scraperun_started_at"), ["started_at"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("scraperun") as batch_op:
        batch_op.drop_index(op.f("ix_scraperun_started_at"))
        batch_op.drop_constraint(op.f("ck_scraperun_failure"), type_="check")
        batch_op.drop_constraint(op.f("ck_scraperun_runstatus"), type_="check")
        batch_op.drop_column("failure")
        batch_op.drop_column("records")
        batch_op.drop_column("status")

    with op.batch_alter_table("fact") as batch_op:
        batch_op.drop_column("evidence")

    with op.batch_alter_table("document") as batch_op:
        batch_op.drop_index(op.f("ix_document_via"))
        batch_op.drop_index(op.f("ix_document_revises"))
        batch_op.drop_index(op.f("ix_document_copy_of"))
        batch_op.drop_column("copy_of")
        batch_op.drop_column("revises")
        batch_op.drop_column("market")
        batch_op.drop_column("evidence")
        batch_op.drop_column("via")
        batch_op.drop_column("published_from")
        batch_op.drop_column("author")

    with op.batch_alter_table("subscription") as batch_op:
        batch_op.drop_index(op.f("ix_subscription_watch"))

    op.drop_table("subscription")
    with op.batch_alter_table("schedule") as batch_op:
        batch_op.drop_index(op.f("ix_schedule_due_at"))

    op.drop_table("schedule")
    with op.batch_alter_table("pagestate") as batch_op:
        batch_op.drop_index(op.f("ix_pagestate_via"))
        batch_op.drop_index(op.f("ix_pagestate_recheck_at"))

    op.drop_table("pagestate")
    op.drop_table("listedvalue")
    op.drop_table("hostrules")
    with op.batch_alter_table("evidence") as batch_op:
        batch_op.drop_index(op.f("ix_evidence_url"))

    op.drop_table("evidence")
    op.drop_table("band")
