from __future__ import annotations

import gzip
import zlib
from functools import partial

import pytest

from scrapers.body import BodyError, read_body

TEXT = b"Zephyr 9 will ship in spring. " * 50
BARE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
DEFLATED_BARE = BARE.compress(TEXT) + BARE.flush()
gzipped = partial(gzip.compress, mtime=0)  # the same bytes at any time

BOMB = gzipped(b"\0" * 20_000_000)


def in_pieces(data: bytes, size: int = 7) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzipped(TEXT)),
        ("X-GZip ", gzipped(TEXT)),
        ("gzip", gzipped(TEXT[:300]) + gzipped(TEXT[300:])),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", DEFLATED_BARE),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_body_is_unpacked_however_it_comes(encoding: str, packed: bytes, size: int) -> None:
    assert read_body(in_pieces(packed, size), encoding, 10_000, cut=False) == TEXT


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_an_empty_body_is_empty(encoding: str) -> None:
    assert read_body([], encoding, 10, cut=False) == b""


@pytest.mark.parametrize(
    ("encoding", "packed", "reason"),
    [
        ("", TEXT, "larger than 100 bytes"),
        ("gzip", gzipped(TEXT), "larger than 100 bytes"),
        ("gzip", BOMB, "larger than 100 bytes"),
        ("gzip", gzipped(b"short")[:-6], "ends in the middle"),
        ("gzip", b"this is not gzip at all", "not packed as it says"),
        ("deflate", b"\x78\x9c\xff\xff\xff\xff", "not packed as it says"),
        ("br", b"\x8b\x02\x80", "packed as 'br'"),
        ("gzip, gzip", b"", "packed as 'gzip, gzip'"),
    ],
)
def test_a_body_that_cannot_be_had_says_why(encoding: str, packed: bytes, reason: str) -> None:
    with pytest.raises(BodyError, match=reason):
        read_body(in_pieces(packed, 64), encoding, 100, cut=False)


def test_a_bomb_is_given_up_before_it_unfolds() -> None:
    consumed = []

    def wire() -> object:
        for piece in in_pieces(BOMB, 1000):
            consumed.append(piece)
            yield piece

    with pytest.raises(BodyError, match="larger"):
        read_body(wire(), "gzip", 1_000_000, cut=False)  # type: ignore[arg-type]
    assert len(consumed) < len(BOMB) / 1000 / 10


def test_a_stream_of_nothing_ends_at_the_cap_on_the_wire() -> None:
    empty_blocks = gzipped(b"") * 100
    with pytest.raises(BodyError, match="larger than 1000 bytes"):
        read_body(in_pieces(empty_blocks, 100), "gzip", 1000, cut=False)


@pytest.mark.parametrize(("encoding", "packed"), [("", TEXT), ("gzip", gzipped(TEXT))])
def test_a_long_body_may_be_cut_in_place_of_refused(encoding: str, packed: bytes) -> None:
    assert read_body(in_pieces(packed), encoding, 100, cut=True) == TEXT[:100]
