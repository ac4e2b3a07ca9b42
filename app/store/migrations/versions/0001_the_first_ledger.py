"""The first ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("attribute", sa.String(), nullable=False),
        sa.Column("qualifier", sa.String(), nullable=True),
        sa.Column(
            "op",
            sa.Enum(
                "eq",
                "approx",
                "ge",
                "le",
                "gt",
                "lt",
                "range",
                "in",
                "by",
                name="op",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("baseline", sa.String(), nullable=True),
        sa.Column("at", sa.Date(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column(
            "polarity",
            sa.Enum(
                "asserts",
                "denies",
                name="polarity",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_attribute"), ["attribute"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_model"), ["model"], unique=False)

    op.create_table(
        "fact",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("attribute", sa.String(), nullable=False),
        sa.Column("qualifier", sa.String(), nullable=True),
        sa.Column(
            "op",
            sa.Enum(
                "eq",
                "approx",
                "ge",
                "le",
                "gt",
                "lt",
                "range",
                "in",
                "by",
                name="op",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("baseline", sa.String(), nullable=True),
        sa.Column("at", sa.Date(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column(
            "polarity",
            sa.Enum(
                "asserts",
                "denies",
                name="polarity",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("known_at", sa.Date(), nullable=True),
        sa.Column(
            "authority",
            sa.Enum(
                "vendor",
                "vendor_catalogue",
                "catalogue",
                "press",
                "third_party",
                name="authority",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "certainty",
            sa.Enum(
                "very_low",
                "low",
                "moderate",
                "high",
                "certain",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_attribute"), ["attribute"], unique=False)
        batch_op.create_index(batch_op.f("ix_fact_known_at"), ["known_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_fact_model"), ["model"], unique=False)

    op.create_table(
        "scraperun",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scraperun")),
    )
    with op.batch_alter_table("scraperun", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scraperun_source"), ["source"], unique=False)

    op.create_table(
        "source",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
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
        sa.Column("url", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_source")),
    )
    op.create_table(
        "concern",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_concern_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concern_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_concern_model"), ["model"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column(
            "precision",
            sa.Enum(
                "day",
                "day_approx",
                "month",
                name="precision",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("statements", sa.JSON(), nullable=False),
        sa.Column(
            "read",
            sa.Enum(
                "page",
                "excerpt",
                "secondhand",
                name="read",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["source.slug"], name=op.f("fk_document_source_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_published"), ["published"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_source"), ["source"], unique=False)

    op.create_table(
        "verdict",
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "confirmed",
                "partly",
                "refuted",
                "open",
                "unverifiable",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("knowable_from", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_verdict_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_verdict")),
    )
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verdict_outcome"), ["outcome"], unique=False)

    op.create_table(
        "assertion",
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("attribute", sa.String(), nullable=False),
        sa.Column("qualifier", sa.String(), nullable=True),
        sa.Column(
            "op",
            sa.Enum(
                "eq",
                "approx",
                "ge",
                "le",
                "gt",
                "lt",
                "range",
                "in",
                "by",
                name="op",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("baseline", sa.String(), nullable=True),
        sa.Column("at", sa.Date(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column(
            "polarity",
            sa.Enum(
                "asserts",
                "denies",
                name="polarity",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "very_low",
                "low",
                "moderate",
                "high",
                "certain",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("explicit", sa.Boolean(), nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column(
            "sourcing",
            sa.Enum(
                "official",
                "named",
                "anonymous",
                "artifact",
                "market",
                "community",
                "none",
                name="sourcing",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("cue", sa.String(), nullable=True),
        sa.Column("gist", sa.String(), nullable=True),
        sa.Column("derived_from", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_assertion_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_assertion_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assertion")),
    )
    with op.batch_alter_table("assertion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assertion_attribute"), ["attribute"], unique=False)
        batch_op.create_index(batch_op.f("ix_assertion_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assertion_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assertion_model"), ["model"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_conflict_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_conflict_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conflict_document_id"), ["document_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_document_id"))
        batch_op.drop_index(batch_op.f("ix_conflict_claim_id"))

    op.drop_table("conflict")
    with op.batch_alter_table("assertion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assertion_model"))
        batch_op.drop_index(batch_op.f("ix_assertion_document_id"))
        batch_op.drop_index(batch_op.f("ix_assertion_claim_id"))
        batch_op.drop_index(batch_op.f("ix_assertion_attribute"))

    op.drop_table("assertion")
    with op.batch_alter_table("verdict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verdict_outcome"))

    op.drop_table("verdict")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_source"))
        batch_op.drop_index(batch_op.f("ix_document_published"))
        batch_op.drop_index(batch_op.f("ix_document_name"))

    op.drop_table("document")
    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concern_model"))
        batch_op.drop_index(batch_op.f("ix_concern_claim_id"))

    op.drop_table("concern")
    op.drop_table("source")
    with op.batch_alter_table("scraperun", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scraperun_source"))

    op.drop_table("scraperun")
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fact_model"))
        batch_op.drop_index(batch_op.f("ix_fact_known_at"))
        batch_op.drop_index(batch_op.f("ix_fact_attribute"))

    op.drop_table("fact")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_model"))
        batch_op.drop_index(batch_op.f("ix_claim_attribute"))

    op.drop_table("claim")
