from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app import data_files
from app.data_files import (
    FactEntry,
    StatementEntry,
    document_of,
    read_facts,
    read_history,
)
from app.errors import DataFileError
from app.schema import slug
from app.settings import settings
from app.vocabulary import Authority, Confidence, Precision, Read

FACT = """
[[fact]]
model = "acme/orb-5"
attribute = "release_date"
value = 2030-09-10
unit = "date"
valid_from = 2030-09-10
known_at = 2030-09-10
authority = "vendor"
url = "https://acme.example/orb-5"
"""
CATALOGUE = """
[[catalogue]]
id = "shelf 2030-10"
name = "Shelf"
url = "https://shelf.example/all.json"
entries = "https://shelf.example/at/"
seen = 2030-10-31
complete = 2030-10-12
offers = ["max_output"]
"""
LISTING = """
[[listing]]
model = "acme/orb-5"
catalogue = "shelf 2030-10"
entry = "orb-5"
since = 2030-09-12
known = 2030-09-20
released = "2030-09-10"
knowledge_cutoff = "2030-02"
context_window = 64000
max_output = 8000
input = ["text", "image"]
license = "proprietary"
reasoning = true
prices = [
    { until = 2030-09-30, input = 4.0, cached_input = 0.4 },
    { since = 2030-10-01, input = 2.5 },
]
scores = { sumtest = 1200.0 }
"""
LINEUP = """
[[lineup]]
vendor = "acme"
catalogue = "shelf 2030-10"
models = ["orb-5", "orb-4"]
"""
STATEMENT = """
[[statement]]
key = "{key}"
publisher = "Tin Kettle"
kind = "blog"
url = "https://kettle.example/{page}"
published = 2030-08-01
model = "acme/orb-5"
attribute = "release_date"
op = "in"
value = [2030-09-01, 2030-09-30]
unit = "date"
confidence = "low"
gist = "Expects it in September"
{more}
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder in place of the shipped one."""
    monkeypatch.setenv("HEARSAY_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    return tmp_path


@pytest.fixture(autouse=True)
def _fresh_settings() -> Any:
    yield
    settings.cache_clear()


def write(data: Path, name: str, text: str) -> None:
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_text(text, encoding="utf-8")


def statement(key: str, page: str = "orb", more: str = "") -> str:
    return STATEMENT.format(key=key, page=page, more=more)


def test_facts_are_read_file_by_file_in_their_order(data: Path) -> None:
    write(data, "facts/b.toml", FACT)
    write(data, "facts/a.toml", FACT.replace("orb-5", "orb-4") + FACT.replace("orb-5", "orb-3"))
    assert [fact.model for fact in read_facts()] == ["acme/orb-4", "acme/orb-3", "acme/orb-5"]
    (fact, *_) = read_facts()
    assert fact.value == "2030-09-10"
    assert fact.shipped
    assert fact.certainty is Confidence.certain


def test_the_same_file_gives_the_same_ids(data: Path) -> None:
    write(data, "facts/acme.toml", FACT)
    write(data, "history/acme.toml", statement("one"))
    assert [fact.id for fact in read_facts()] == [fact.id for fact in read_facts()]
    assert read_history()[0][1] == read_history()[0][1]


def test_a_note_is_no_part_of_what_a_fact_says(data: Path) -> None:
    write(data, "facts/acme.toml", FACT)
    (plain,) = read_facts()
    write(data, "facts/acme.toml", FACT + 'note = "Read twice."')
    (noted,) = read_facts()
    assert (noted.id, noted.note) == (plain.id, "Read twice.")


def test_statements_of_one_page_are_one_document(data: Path) -> None:
    write(
        data,
        "history/acme.toml",
        statement("two") + statement("three", page="else") + statement("one"),
    )
    documents = [document for _, document in read_history()]
    assert [len(document.statements) for document in documents] == [1, 2]
    assert documents[1].url == "https://kettle.example/orb"
    assert documents[1].source == "tin-kettle"
    assert documents[1].statements[0]["value"] == ["2030-09-01", "2030-09-30"]


def test_the_order_of_the_file_does_not_change_a_document(data: Path) -> None:
    first, second = statement("one"), statement("two", more="probability = 0.3")
    write(data, "history/acme.toml", first + second)
    ((_, forwards),) = read_history()
    write(data, "history/acme.toml", second + first)
    ((_, backwards),) = read_history()
    assert forwards == backwards


def test_a_document_is_no_more_certain_than_its_weakest_statement() -> None:
    def entry(key: str, **more: Any) -> StatementEntry:
        return StatementEntry.model_validate(
            {
                "key": key,
                "publisher": "Tin Kettle",
                "kind": "blog",
                "url": "https://kettle.example/orb",
                "published": "2030-08-01",
                "model": "acme/orb-5",
                "attribute": "variant",
                "value": "pro",
                "confidence": "low",
                "gist": "Names a pro edition",
                **more,
            }
        )

    document = document_of([entry("a", read="secondhand"), entry("b", precision="month")])
    assert (document.read, document.precision) == (Read.secondhand, Precision.month)
    assert document.added_at.date() == document.published


def test_documents_come_by_day_publisher_and_address(data: Path) -> None:
    later = statement("one", page="a").replace("2030-08-01", "2030-08-02")
    write(data, "history/a.toml", later)
    write(data, "history/b.toml", statement("two", page="b"))
    assert [document.name[-1] for _, document in read_history()] == ["b", "a"]


@pytest.mark.parametrize(
    ("old", "new", "entry", "reason"),
    [
        ('authority = "vendor"', 'authority = "gossip"', "fact 1 authority", "vendor"),
        ('unit = "date"', 'unit = "tokens"', "fact 1", "no unit"),
        ('"release_date"', '"shoe_size"', "fact 1", "unknown attribute"),
        ("value = 2030-09-10", 'value = "soon"', "fact 1", "isoformat"),
        ("value = 2030-09-10", "value = [2030-09-10, 'x']", "fact 1", "isoformat"),
        ('model = "acme/orb-5"', 'model = "Orb 5"', "fact 1 model", "pattern"),
        ("https://acme.example/orb-5", "acme", "fact 1 url", "pattern"),
        ('url = "https', 'colour = "red"\nurl = "https', "fact 1 colour", "not permitted"),
        ("known_at = 2030-09-10", "valid_to = 2030-09-09", "fact 1", "before valid_from"),
        ("[[fact]]", "[[facts]]", "", "unknown table"),
        ("[[fact]]", "[fact]", "fact", "list of tables"),
        ("[[fact]]", "[[fact", "", "not TOML"),
    ],
)
def test_a_broken_entry_names_its_file_and_its_place(
    data: Path, old: str, new: str, entry: str, reason: str
) -> None:
    write(data, "facts/acme.toml", FACT.replace(old, new))
    with pytest.raises(DataFileError) as caught:
        read_facts()
    assert caught.value.path == data / "facts/acme.toml"
    assert caught.value.entry == entry
    assert reason in caught.value.reason


def shelf(data: Path, listing: str = LISTING, lineup: str = LINEUP) -> None:
    write(data, "catalogues.toml", CATALOGUE)
    write(data, "catalogues/acme.toml", listing)
    write(data, "lineups/acme.toml", lineup)


def test_each_value_of_a_listing_is_a_fact_with_its_own_days(data: Path) -> None:
    shelf(data, lineup="")
    days = ("2030-09-12", None, "2030-09-20")
    assert [
        (
            fact.attribute,
            fact.qualifier,
            fact.value,
            *(day and day.isoformat() for day in (fact.valid_from, fact.valid_to, fact.known_at)),
        )
        for fact in read_facts()
    ] == [
        ("release_date", None, "2030-09-10", "2030-09-10", None, "2030-09-10"),
        ("knowledge_cutoff", None, ["2030-02-01", "2030-02-28"], *days),
        ("context_window", None, 64000, *days),
        ("max_output", None, 8000, *days),
        ("modality", "input", "text", *days),
        ("modality", "input", "image", *days),
        ("license", None, "proprietary", *days),
        ("architecture", None, "reasoning_modes", *days),
        ("price", "input", 4, "2030-09-12", "2030-09-30", "2030-09-20"),
        ("price", "cached_input", 0.4, "2030-09-12", "2030-09-30", "2030-09-20"),
        ("price", "input", 2.5, "2030-10-01", None, "2030-10-01"),
        ("benchmark_score", "sumtest", 1200, *days),
    ]


def test_what_a_catalogue_offers_itself_is_a_third_partys_word(data: Path) -> None:
    shelf(data, lineup="")
    told = {fact.attribute: fact.authority for fact in read_facts()}
    assert told.pop("max_output") is Authority.third_party
    assert set(told.values()) == {Authority.catalogue}
    shelf(data, LISTING + "offer = true\n", lineup="")
    assert {fact.authority for fact in read_facts()} == {Authority.third_party}


def test_a_listing_stands_at_its_entry_from_the_day_of_its_snapshot(data: Path) -> None:
    bare = '[[listing]]\nmodel = "acme/orb-5"\ncatalogue = "shelf 2030-10"\nmax_output = 7\n'
    shelf(data, bare + 'entry = "a/b"', lineup="")
    (fact,) = read_facts()
    assert (fact.url, fact.shipped) == ("https://shelf.example/at/a/b", True)
    assert (fact.valid_from.isoformat(), fact.known_at) == ("2030-10-31", None)
    shelf(data, bare, lineup="")
    assert [fact.url for fact in read_facts()] == ["https://shelf.example/all.json"]


def test_a_line_up_is_of_the_day_it_is_complete_and_public_when_it_was_seen(data: Path) -> None:
    shelf(data, listing="")
    (fact,) = read_facts({"acme"})
    assert (fact.model, fact.value) == ("acme/all-models", ["acme/orb-4", "acme/orb-5"])
    assert (str(fact.valid_from), str(fact.known_at)) == ("2030-10-12", "2030-10-31")
    assert read_facts({"other"}) == []


@pytest.mark.parametrize(
    ("old", "new", "entry", "reason"),
    [
        ("reasoning = true", "reasoned = true", "listing 1", "`reasoned`"),
        ("reasoning = true", "reasoning = false", "listing 1 reasoning", "False"),
        ("64000", "0", "listing 1 context_window", ">= 1"),
        ('"image"', '"pdf"', "listing 1 input 2", "pdf"),
        ("2.5", "0", "listing 1 prices 2 input", "> 0"),
        ("2030-02", "2030-02-30", "listing 1", "day"),
        ("2030-02", "February", "listing 1 knowledge_cutoff", "regex"),
        ("acme/orb-5", "Orb 5", "listing 1 model", "regex"),
        ("shelf 2030-10", "shelf", "listing 1", "no catalogue 'shelf'"),
        ("2030-09-20", "'soon'", "listing 1 known", "date"),
    ],
)
def test_a_broken_listing_names_its_file_and_its_place(
    data: Path, old: str, new: str, entry: str, reason: str
) -> None:
    shelf(data, LISTING.replace(old, new, 1))
    with pytest.raises(DataFileError) as caught:
        read_facts()
    assert (caught.value.path, caught.value.entry) == (data / "catalogues/acme.toml", entry)
    assert reason in caught.value.reason


def test_a_line_up_of_an_unknown_snapshot_is_refused(data: Path) -> None:
    shelf(data, lineup=LINEUP.replace("2030-10", "2031"))
    with pytest.raises(DataFileError, match="no catalogue 'shelf 2031'"):
        read_facts()


def test_only_the_files_of_the_vendors_asked_for_are_read(data: Path) -> None:
    write(data, "facts/acme.toml", FACT)
    write(data, "facts/broken.toml", "[[fact")
    assert [fact.model for fact in read_facts({"acme"})] == ["acme/orb-5"]


def test_a_stage_has_to_be_one_of_the_vocabulary() -> None:
    fields = {
        "model": "acme/orb-5",
        "attribute": "release_stage",
        "valid_from": "2030-09-10",
        "authority": "vendor",
        "url": "https://acme.example/orb-5",
    }
    assert FactEntry.model_validate({**fields, "value": "preview"}).value == "preview"
    with pytest.raises(ValueError, match="no stage 'asleep'"):
        FactEntry.model_validate({**fields, "value": "asleep"})


def test_a_file_in_another_encoding_is_refused(data: Path) -> None:
    (data / "facts").mkdir()
    (data / "facts" / "acme.toml").write_bytes(FACT.encode("utf-16"))
    with pytest.raises(DataFileError, match="is not TOML"):
        read_facts()


def test_folders_may_be_empty(data: Path) -> None:
    assert (read_facts(), read_history()) == ([], [])
    assert data.exists()


@pytest.mark.parametrize(
    ("name", "key"),
    [("The Tin Kettle", "the-tin-kettle"), ("r/Kettles!", "r-kettles"), ("***", "unknown")],
)
def test_publishers_are_keyed_by_their_name(name: str, key: str) -> None:
    assert slug(name) == key


def test_the_module_reads_nothing_when_imported() -> None:
    assert data_files.read_facts is read_facts
