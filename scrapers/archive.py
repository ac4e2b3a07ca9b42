"""Raw answers kept as evidence: WARC 1.1 (ISO 28500), one file a day, gzip per record.

Records are only ever appended, under a lock that other processes mind too. A writer that is
killed leaves at most a torn record at the end; the next one cuts that off. Whole records are
never touched. What a power cut takes is not guarded against: nothing waits for the disk.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from app.errors import ArchiveError
from app.schema import Evidence
from scrapers.answers import phrase
from scrapers.gzip_members import packed, unpacked, whole_members
from scrapers.robots import PRODUCT
from scrapers.scraper import Page

SUFFIX = ".warc.gz"
OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
ABOUT = (
    f"software: {PRODUCT}/{version('hearsay')}\r\n"
    "format: WARC File Format 1.1\r\n"
    "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    "robots: RFC 9309\r\n"
)


@dataclass(frozen=True, slots=True)
class Archived:
    """An answer as it was kept: `body` is unpacked, headers on its packing are renamed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    url: str
    fetched_at: datetime


class Archive:
    """A folder of WARC files, for any number of threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ends: dict[str, int] = {}  # of each file, as far as it is known to be whole

    def keep(self, page: Page) -> Evidence:
        """Append the answer that `page` is. Raises `ArchiveError` where that cannot be done."""
        fetched_at = page.fetched_at.astimezone(UTC)
        file = f"{fetched_at:%Y-%m-%d}{SUFFIX}"
        digest = sha256(page.body).hexdigest()
        record = _response(page, fetched_at, digest)
        offset = self._append(file, record, fetched_at)
        return Evidence(
            id=page.evidence,
            url=page.final_url,
            file=file,
            offset=offset,
            length=len(record),
            digest=digest,
            fetched_at=fetched_at,
        )

    def read(self, evidence: Evidence) -> Archived:
        """The answer that `evidence` points to.

        Raises:
            ArchiveError: it is missing, or is not what was kept.
        """
        path = self._folder / evidence.file
        try:
            with path.open("rb") as stream:
                stream.seek(evidence.offset)
                record = stream.read(evidence.length)
        except OSError as error:
            raise ArchiveError(path, f"cannot be read ({error.strerror})") from error
        archived = _archived(record, evidence.id)
        if archived is None or sha256(archived.body).hexdigest() != evidence.digest:
            raise ArchiveError(path, f"{evidence.id} at {evidence.offset} is missing or damaged")
        return archived

    def check(self) -> Iterator[ArchiveError]:
        """What is torn or damaged, file by file; it reads them all."""
        for path in sorted(self._folder.glob(f"*{SUFFIX}")):
            with _locked(path, fcntl.LOCK_SH, os.O_RDONLY) as file:
                found = whole_members(file, 0)
            if not found.is_all:
                what = "a torn record" if found.is_torn else "damage"
                yield ArchiveError(path, f"there is {what} at {found.end}")

    def _append(self, file: str, record: bytes, written_at: datetime) -> int:
        """Where in `file` the record went. Before the first one goes what the file is."""
        path = self._folder / file
        with _locked(path, fcntl.LOCK_EX, os.O_RDWR | os.O_CREAT) as stream:
            end = self._mended(path, stream)
            about = b"" if end else _warcinfo(written_at)
            try:
                _write(stream, about + record, end)
            except OSError as error:
                os.ftruncate(stream, end)
                raise ArchiveError(path, f"cannot be written ({error.strerror})") from error
            start = end + len(about)
            self._ends[file] = start + len(record)
        return start

    def _mended(self, path: Path, stream: int) -> int:
        """Where to go on, after a torn record was cut off."""
        size = os.fstat(stream).st_size
        known = self._ends.get(path.name, 0)
        if size == known:
            return size
        found = whole_members(stream, known if known < size else 0)
        if found.is_torn:
            os.ftruncate(stream, found.end)
            return found.end
        return size


@contextmanager
def _locked(path: Path, lock: int, flags: int) -> Iterator[int]:
    """The open file, which no other writer has until it is closed."""
    try:
        if flags & os.O_CREAT:
            path.parent.mkdir(parents=True, exist_ok=True)
        stream = os.open(path, flags | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise ArchiveError(path, f"cannot be opened ({error.strerror})") from error
    try:
        fcntl.flock(stream, lock)
        yield stream
    finally:
        os.close(stream)


def _write(stream: int, data: bytes, offset: int) -> None:
    left = memoryview(data)
    while left:
        written = os.pwrite(stream, left, offset)
        left, offset = left[written:], offset + written


def _response(page: Page, fetched_at: datetime, digest: str) -> bytes:
    """The record of a page. Its body is unpacked, so what its headers say of that is renamed."""
    said = [
        (f"x-crawler-{name}" if name in OF_THE_WIRE else name, _ascii(value))
        for name, value in page.headers
    ]
    said.append(("content-length", str(len(page.body))))
    fields = {
        "WARC-Record-ID": f"<{page.evidence}>",
        "WARC-Date": _moment(fetched_at),
        "WARC-Payload-Digest": f"sha256:{digest}",
    }
    http = StatusAndHeaders(f"{page.status} {phrase(page.status)}", said, protocol="HTTP/1.1")
    return _record("response", page.final_url, fields, page.body, http)


def _warcinfo(written_at: datetime) -> bytes:
    return _record("warcinfo", "", {"WARC-Date": _moment(written_at)}, ABOUT.encode(), None)


def _record(
    kind: str, url: str, fields: dict[str, str], body: bytes, http: StatusAndHeaders | None
) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="WARC/1.1")
    record = writer.create_warc_record(
        url,
        kind,
        payload=BytesIO(body),
        length=len(body),
        warc_headers_dict=fields,
        http_headers=http,
    )
    writer.write_record(record)
    return packed(out.getvalue())


def _archived(record: bytes, identity: str) -> Archived | None:
    """The answer in the bytes of one record, `None` where they are not that record."""
    plain = unpacked(record)
    if plain is None:
        return None
    try:
        found = next(ArchiveIterator(BytesIO(plain)))
    except (ArchiveLoadFailed, StopIteration):
        return None
    if found.rec_headers.get_header("WARC-Record-ID") != f"<{identity}>":
        return None
    return Archived(
        status=int(found.http_headers.get_statuscode()),
        headers=tuple(found.http_headers.headers),
        body=found.content_stream().read(),
        url=found.rec_headers.get_header("WARC-Target-URI"),
        fetched_at=datetime.fromisoformat(found.rec_headers.get_header("WARC-Date")),
    )


def _ascii(value: str) -> str:
    """A header's value with what is not ASCII escaped: the library breaks on some of it."""
    return "".join(char if char.isascii() else quote(char) for char in value)


def _moment(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
