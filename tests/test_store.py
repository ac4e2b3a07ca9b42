from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlmodel import Session, SQLModel, select

from app import store
from app.errors import LedgerError
from app.schema import Claim, Document, Fact, Proposition, Source, Verdict
from app.store import LATEST, MIGRATIONS, is_new, open_ledger, reading, save, writing
from app.vocabulary import Outcome

CLAIM = Claim.of(Proposition(model="openai/gpt-5.5", attribute="codename", value="Spud"), None)


def test_the_migrations_make_the_tables_of_the_schema(ledger: Engine) -> None:
    with ledger.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrations_can_be_taken_back(ledger: Engine, ledger_url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with ledger.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    with ledger.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert is_new(open_ledger(ledger_url))


def test_the_program_knows_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [LATEST]


def test_opening_a_ledger_again_keeps_what_is_in_it(
    ledger: Engine, ledger_url: str, source: Source
) -> None:
    assert is_new(ledger)
    with writing(ledger) as session:
        save(session, [source])
    assert not is_new(open_ledger(ledger_url))


def test_saving_twice_changes_nothing(
    ledger: Engine, source: Source, article: Document, fact: Fact
) -> None:
    records = [fact, article, source]
    with writing(ledger) as session:
        assert {type(record) for record in save(session, records)} == {Source, Document, Fact}
    with writing(ledger) as session:
        assert save(session, records) == []


def test_the_same_record_twice_in_one_saving_is_one_row(ledger: Engine, source: Source) -> None:
    with writing(ledger) as session:
        assert len(save(session, [source, source])) == 1


def test_more_records_than_one_query_takes_are_saved(ledger: Engine) -> None:
    many = [Source(slug=f"s{number}", name="S") for number in range(2 * store.BATCH + 1)]
    with writing(ledger) as session:
        assert len(save(session, many)) == len(many)
        assert save(session, many) == []


def test_what_fails_leaves_nothing_half_written(ledger: Engine, article: Document) -> None:
    with pytest.raises(LedgerError), writing(ledger) as session:
        save(session, [Source(slug="another", name="Another"), article])
    assert is_new(ledger)


def test_a_word_outside_the_vocabulary_is_refused_by_the_database(ledger: Engine) -> None:
    row = "INSERT INTO source (slug, name, kind) VALUES ('s', 'S', 'gossip')"
    with pytest.raises(LedgerError), writing(ledger) as session:
        session.connection().execute(text(row))


def test_a_verdict_takes_the_place_of_the_one_before(ledger: Engine) -> None:
    with writing(ledger) as session:
        save(session, [CLAIM])
        for outcome in (Outcome.open, Outcome.confirmed):
            verdict = Verdict(claim_id=CLAIM.id, outcome=outcome, reason="seen", rule="names")
            store.upsert(session, Verdict, [verdict])
    with Session(ledger) as session:
        assert session.exec(select(Verdict.outcome)).all() == [Outcome.confirmed]


def test_any_json_value_comes_back_as_it_was(ledger: Engine) -> None:
    values = [None, False, 5, 2.5, "Spud", ["2026-07-01", "2026-12-31"], {"a": [1]}]
    claims = [
        Claim.of(Proposition(model="openai/gpt-5.5", attribute="other", value=value), None)
        for value in values
    ]
    with writing(ledger) as session:
        save(session, claims)
    with Session(ledger) as session:
        assert [session.get_one(Claim, claim.id).value for claim in claims] == values


def test_a_ledger_of_a_newer_program_is_left_alone(ledger: Engine, ledger_url: str) -> None:
    with ledger.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="newer version"):
        open_ledger(ledger_url)


@pytest.mark.parametrize(
    "url", ["nonsense", "oracle9://somewhere/x", "postgresql://127.0.0.1:9/none", "sqlite:////"]
)
def test_a_ledger_that_cannot_be_opened_says_why(url: str) -> None:
    with pytest.raises(LedgerError, match="cannot be used"):
        open_ledger(url)


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("these are notes, not a database, and long enough to be read as one " * 20)
    with pytest.raises(LedgerError, match="not a database"):
        open_ledger(f"sqlite:///{path}")
    assert path.read_text().startswith("these are notes")


def test_a_locked_ledger_is_a_clear_error(
    tmp_path: Path, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "BUSY_TIMEOUT_MS", 50)
    path = tmp_path / "ledger.db"
    engine = open_ledger(f"sqlite:///{path}")
    holder = sqlite3.connect(path)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="another program"), writing(engine) as session:
        save(session, [source])
    holder.close()


def test_readers_get_the_same_clear_errors(tmp_path: Path) -> None:
    engine = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    with pytest.raises(LedgerError), reading(engine) as session:
        session.connection().execute(text("SELECT * FROM nowhere"))


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise ModuleNotFoundError("No module named 'psycopg'", name="psycopg")

    monkeypatch.setattr(store, "_engine", missing)
    with pytest.raises(LedgerError, match=r"psycopg is missing.*hearsay\[pg\]"):
        open_ledger("postgresql://127.0.0.1/x")


def test_two_programs_that_make_a_ledger_follow_one_another(new_url: str) -> None:
    with ThreadPoolExecutor() as pool:
        engines = list(pool.map(open_ledger, [new_url] * 4))
    assert all(is_new(engine) for engine in engines)


def test_writers_wait_for_one_another(ledger: Engine) -> None:
    def write(number: int) -> None:
        with writing(ledger) as session:
            known = session.exec(select(Source)).all()
            time.sleep(0.05)
            save(session, [Source(slug=f"s{number}", name=f"after {len(known)}")])

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, range(6)))
    with Session(ledger) as session:
        names = sorted(session.exec(select(Source.name)))
    assert names == [f"after {number}" for number in range(6)]


def test_a_password_is_never_shown() -> None:
    assert "secret" not in store.shown("postgresql://me:secret@127.0.0.1/x")
    assert store.shown("nonsense") == "the ledger"
