"""Alembic's entry: run the migrations on the connection that the ledger hands in."""

from alembic import context
from sqlmodel import SQLModel

import app.schema  # noqa: F401 - the tables must be known before their metadata is read

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
