from __future__ import annotations

import contextlib
import errno
import os
import signal
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as checked_with
from hypothesis import strategies as st
from warcio.checker import Checker

from app.errors import ArchiveError
from app.schema import Evidence
from scrapers.archive import Archive
from scrapers.gzip_members import packed, unpacked
from scrapers.scraper import Page

NOON = datetime(2031, 5, 10, 12, 0, 0, 250_000, tzinfo=UTC)
FILE = "2031-05-10.warc.gz"
WORDS = b"<p>Quillon 3 ships on 4 June.</p>"


def page_of(body: bytes = WORDS, **other: object) -> Page:
    url = "https://quillon.example/news/3"
    page = Page(url, url, body, "text/html", "utf-8", NOON, evidence=uuid.uuid4().urn)
    return replace(page, **other)  # type: ignore[arg-type]  # given by name


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def problems(path: Path) -> list[str]:
    """What warcio's own checker finds wrong with a file."""

    class Inputs:
        inputs = [str(path)]  # noqa: RUF012 - the shape of that program's arguments
        verbose = False

    with contextlib.redirect_stdout(StringIO()) as found:
        Checker(Inputs()).process_all()
    return found.getvalue().splitlines()


def writer(folder: Path, pages: int) -> tuple[int, BinaryIO]:
    """A process that keeps so many pages, and what it says: a byte for each that was kept."""
    said, says = os.pipe()
    if process := os.fork():
        os.close(says)
        return process, os.fdopen(said, "rb")
    try:
        archive = Archive(folder)
        for number in range(pages):
            archive.keep(page_of(bytes((number * step) % 251 for step in range(20_000))))
            os.write(says, b".")
    finally:
        os._exit(0)


def test_what_was_kept_is_read_back(archive: Archive) -> None:
    headers = (("content-type", "text/html"), ("etag", '"a1"'))
    page = page_of(headers=headers, final_url="https://quillon.example/news/three")
    evidence = archive.keep(page)
    kept = archive.read(evidence)
    assert (kept.status, kept.body, kept.url) == (200, WORDS, page.final_url)
    assert kept.fetched_at == NOON
    assert kept.headers == (*headers, ("content-length", str(len(WORDS))))


def test_the_evidence_says_where_and_what(archive: Archive, tmp_path: Path) -> None:
    page = page_of()
    evidence = archive.keep(page)
    assert (evidence.id, evidence.url, evidence.file) == (page.evidence, page.final_url, FILE)
    assert evidence.digest == sha256(WORDS).hexdigest()
    assert evidence.fetched_at == NOON
    record = unpacked((tmp_path / FILE).read_bytes()[evidence.offset :][: evidence.length])
    assert record is not None
    assert record.startswith(b"WARC/1.1\r\n")
    assert f"WARC-Record-ID: <{page.evidence}>".encode() in record
    assert f"WARC-Payload-Digest: sha256:{evidence.digest}".encode() in record
    assert b"WARC-Date: 2031-05-10T12:00:00.250000Z" in record


def test_a_file_begins_with_what_it_is(archive: Archive, tmp_path: Path) -> None:
    first, second = archive.keep(page_of()), archive.keep(page_of(b"more"))
    about = unpacked((tmp_path / FILE).read_bytes()[: first.offset])
    assert about is not None
    assert b"WARC-Type: warcinfo" in about
    assert b"software: Hearsay/" in about
    assert b"robots: RFC 9309" in about
    assert second.offset == first.offset + first.length


def test_a_day_begins_at_midnight_utc(archive: Archive) -> None:
    east = timezone(timedelta(hours=9))
    assert archive.keep(page_of(fetched_at=datetime(2031, 5, 11, 8, tzinfo=east))).file == FILE
    next_day = archive.keep(page_of(fetched_at=NOON + timedelta(hours=12)))
    assert next_day.file == "2031-05-11.warc.gz"


def test_headers_on_how_the_body_was_packed_are_renamed(archive: Archive) -> None:
    wire = (("content-encoding", "gzip"), ("transfer-encoding", "chunked"), ("vary", "x"))
    kept = archive.read(archive.keep(page_of(headers=wire)))
    assert kept.body == WORDS
    assert kept.headers == (
        ("x-crawler-content-encoding", "gzip"),
        ("x-crawler-transfer-encoding", "chunked"),
        ("vary", "x"),
        ("content-length", str(len(WORDS))),
    )


def test_the_standard_reader_finds_each_record_whole(archive: Archive, tmp_path: Path) -> None:
    for body in (WORDS, b"", b"\r\n\r\n", "Ω ü".encode(), bytes(range(256)) * 900):
        archive.keep(page_of(body))
    assert problems(tmp_path / FILE) == []
    assert list(archive.check()) == []


@checked_with(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    bodies=st.lists(st.binary(max_size=3000), min_size=1, max_size=5),
    status=st.sampled_from([200, 203, 206, 299]),
)
def test_any_bytes_are_kept_as_they_were(
    archive: Archive, bodies: list[bytes], status: int
) -> None:
    kept = [archive.keep(page_of(body, status=status)) for body in bodies]
    assert [archive.read(one).body for one in kept] == bodies
    assert {archive.read(one).status for one in kept} == {status}


def damaged(evidence: Evidence, **changes: object) -> Evidence:
    return Evidence(**{**evidence.model_dump(), **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"file": "2031-05-09.warc.gz"},
        {"offset": 3},
        {"offset": 10_000_000},
        {"length": 7},
        {"length": 10_000_000},
        {"digest": sha256(b"other words").hexdigest()},
        {"id": "urn:uuid:00000000-0000-4000-8000-000000000000"},
    ],
    ids=str,
)
def test_evidence_that_is_not_there_is_told_with_its_file(
    archive: Archive, changes: dict[str, object]
) -> None:
    archive.keep(page_of(b"before"))
    evidence = archive.keep(page_of())
    archive.keep(page_of(b"after"))
    wrong = damaged(evidence, **changes)
    with pytest.raises(ArchiveError, match=wrong.file):
        archive.read(wrong)


def test_a_flipped_bit_is_noticed(archive: Archive, tmp_path: Path) -> None:
    evidence = archive.keep(page_of())
    data = bytearray((tmp_path / FILE).read_bytes())
    data[evidence.offset + evidence.length // 2] ^= 1
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(ArchiveError, match="missing or damaged"):
        archive.read(evidence)
    assert [str(error).rpartition(" is ")[2] for error in archive.check()] == [
        f"damage at {evidence.offset}"
    ]


def test_a_torn_record_is_cut_off_wherever_it_tore(tmp_path: Path) -> None:
    first = Archive(tmp_path)
    whole, torn = first.keep(page_of()), first.keep(page_of(b"lost words"))
    path = tmp_path / FILE
    data = path.read_bytes()
    for end in range(torn.offset, len(data)):
        path.write_bytes(data[:end])
        archive = Archive(tmp_path)
        assert (not list(archive.check())) is (end == torn.offset)
        later = archive.keep(page_of(b"later words"))
        assert later.offset == torn.offset
        assert archive.read(whole).body == WORDS
        assert archive.read(later).body == b"later words"
        assert list(archive.check()) == []
    assert problems(path) == []


def test_a_torn_beginning_is_written_anew(tmp_path: Path) -> None:
    first = Archive(tmp_path).keep(page_of())
    path = tmp_path / FILE
    data = path.read_bytes()
    for end in range(first.offset + 1):
        path.write_bytes(data[:end])
        archive = Archive(tmp_path)
        assert archive.read(archive.keep(page_of())).body == WORDS
        assert problems(path) == []


def test_a_file_that_was_made_longer_and_never_filled_is_cut(tmp_path: Path) -> None:
    kept = Archive(tmp_path).keep(page_of())
    path = tmp_path / FILE
    os.truncate(path, path.stat().st_size + 5000)
    archive = Archive(tmp_path)
    assert archive.keep(page_of()).offset == kept.offset + kept.length
    assert list(archive.check()) == []


def test_damage_is_left_as_it_is_and_written_behind(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    kept = [archive.keep(page_of(bytes([65 + number]) * 50)) for number in range(3)]
    path = tmp_path / FILE
    data = bytearray(path.read_bytes())
    data[kept[1].offset + kept[1].length // 2] ^= 255
    path.write_bytes(data)
    again = Archive(tmp_path)
    later = [again.keep(page_of()), again.keep(page_of())]
    assert path.read_bytes()[: len(data)] == data
    assert [again.read(one).body[:1] for one in (kept[0], kept[2])] == [b"A", b"C"]
    assert {again.read(one).body for one in later} == {WORDS}


def test_what_another_writer_appended_is_not_cut(tmp_path: Path) -> None:
    mine, other = Archive(tmp_path), Archive(tmp_path)
    kept = [archive.keep(page_of()) for archive in (mine, other, other, mine, other, mine)]
    assert {mine.read(one).body for one in kept} == {WORDS}
    assert [b.offset - a.offset for a, b in pairwise(kept)] == [one.length for one in kept[:-1]]


def test_a_file_that_was_taken_away_is_begun_anew(archive: Archive, tmp_path: Path) -> None:
    archive.keep(page_of())
    (tmp_path / FILE).unlink()
    assert archive.read(archive.keep(page_of())).body == WORDS


def test_a_full_disk_leaves_the_file_whole(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = archive.keep(page_of())
    write, calls = os.pwrite, iter([20, None])

    def fills_up(file: int, data: bytes, offset: int) -> int:
        if (room := next(calls)) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(file, data[:room], offset)

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", fills_up)
        with pytest.raises(ArchiveError, match="No space left"):
            archive.keep(page_of())
    assert (tmp_path / FILE).stat().st_size == kept.offset + kept.length
    assert archive.read(archive.keep(page_of())).body == WORDS


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file")
    with pytest.raises(ArchiveError, match="archive"):
        Archive(tmp_path / "archive").keep(page_of())


def test_processes_append_to_one_file_at_once(tmp_path: Path) -> None:
    writers = [writer(tmp_path, 60) for _ in range(3)]
    for process, said in writers:
        assert said.read() == b"." * 60
        os.waitpid(process, 0)
    assert problems(tmp_path / FILE) == []
    assert records(tmp_path / FILE) == 180 + 1


def records(path: Path) -> int:
    return sum(1 for _ in members(path.read_bytes()))


def members(data: bytes) -> Iterator[bytes]:
    import zlib  # noqa: PLC0415 - read independently of what is tested

    while data:
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        yield stream.decompress(data)
        assert stream.eof
        data = stream.unused_data


def test_writers_that_are_killed_lose_nothing_that_was_kept(tmp_path: Path) -> None:
    kept = 0
    for turn in range(40):
        process, said = writer(tmp_path, 100_000)
        assert said.read(1) == b"."
        time.sleep(turn / 2000)
        os.kill(process, signal.SIGKILL)
        kept += 1 + len(said.read())
        os.waitpid(process, 0)
    archive = Archive(tmp_path)
    archive.keep(page_of())
    assert problems(tmp_path / FILE) == []
    assert list(archive.check()) == []
    assert kept + 2 <= records(tmp_path / FILE) <= kept + 2 + 40


@checked_with(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f")))
def test_any_header_can_be_kept(archive: Archive, value: str) -> None:
    said = value.strip()
    kept = archive.read(archive.keep(page_of(headers=(("x-said", said),))))
    assert unquote(kept.headers[0][1]) == unquote(said)
    assert kept.body == WORDS


@given(st.binary(max_size=2000))
def test_a_member_is_one_member_and_whole(data: bytes) -> None:
    member = packed(data)
    assert unpacked(member) == data
    assert unpacked(member[:-1]) is None
    assert unpacked(member + member) is None
    assert unpacked(b"x" + member) is None
