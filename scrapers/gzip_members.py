"""Where a file of gzip members is whole, and where it is not."""

from __future__ import annotations

import os
import zlib
from dataclasses import dataclass

GZIP = zlib.MAX_WBITS | 16
READ_BYTES = 1 << 18
UNPACKED_BYTES = 1 << 20  # so much is unpacked at a time, whatever a member unfolds to


LEVEL = 4  # a page at 6 takes a third longer and is 2 % smaller


def packed(data: bytes) -> bytes:
    """`data` as one member."""
    member = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    return member.compress(data) + member.flush()


def unpacked(member: bytes) -> bytes | None:
    """What one member holds, `None` where it is not just one, and whole."""
    stream = zlib.decompressobj(GZIP)
    try:
        data = stream.decompress(member)
    except zlib.error:
        return None
    return data if stream.eof and not stream.unused_data else None


@dataclass(frozen=True, slots=True)
class WholeMembers:
    """The members up to `end` are whole; after it the file ends, is torn or is damaged.

    Torn is what a writer that died leaves: a beginning that nothing contradicts, or the zeros
    of a file that was made longer and never filled.
    """

    end: int
    is_all: bool
    is_torn: bool


def whole_members(file: int, start: int) -> WholeMembers:
    """How far the open `file` is whole, from a member that starts at `start`."""
    end = at = start
    member = zlib.decompressobj(GZIP)
    try:
        while data := os.pread(file, READ_BYTES, at):
            at += len(data)
            while data:
                member.decompress(data, UNPACKED_BYTES)
                data = member.unused_data if member.eof else member.unconsumed_tail
                if member.eof:
                    end, member = at - len(data), zlib.decompressobj(GZIP)
    except zlib.error:
        return WholeMembers(end, is_all=False, is_torn=_is_empty(file, end))
    return WholeMembers(end, is_all=end == at, is_torn=end < at)


def _is_empty(file: int, start: int) -> bool:
    at = start
    while data := os.pread(file, READ_BYTES, at):
        if data.strip(b"\0"):
            return False
        at += len(data)
    return True
