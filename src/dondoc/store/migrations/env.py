"""Runs the migrations on the connection that `store.database` hands over, or prints them as SQL."""

from alembic import context

from dondoc.store.tables import metadata

if context.is_offline_mode():
    dialect = context.config.attributes["dialect"]
    context.configure(dialect_name=dialect, target_metadata=metadata, literal_binds=True)
else:
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)

with context.begin_transaction():
    context.run_migrations()
