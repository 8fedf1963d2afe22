"""Whether the database is as new as the code."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def missing_migrations():
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
