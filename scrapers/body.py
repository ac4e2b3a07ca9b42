"""The bytes of an answer, unpacked as they come in and never more than a cap of them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

ENCODINGS = "gzip, deflate"  # what we say that we accept; nothing else is unpacked


class BodyError(ValueError):
    """The body is larger than it may be, broken, or packed in a way we did not ask for."""


def read_body(chunks: Iterable[bytes], encoding: str, max_bytes: int, *, cut: bool) -> bytes:
    """`chunks` unpacked: at most `max_bytes` on the wire and as many unpacked.

    `cut` keeps the first `max_bytes` of a longer body in place of refusing it.

    Raises:
        BodyError: too large (where not `cut`), broken, or of an unknown encoding.
    """
    unpacker = _unpacker(encoding)
    body = bytearray()
    received = 0
    for chunk in chunks:
        received += len(chunk)
        body += unpacker.unpack(chunk, max_bytes + 1 - len(body))
        if max(received, len(body)) > max_bytes:
            if cut:
                return bytes(body[:max_bytes])
            raise BodyError(f"the page is larger than {max_bytes} bytes")
    if received and not unpacker.is_complete:
        raise BodyError("the page ends in the middle")
    return bytes(body)


class _Plain:
    is_complete = True

    def unpack(self, data: bytes, limit: int) -> bytes:
        return data[:limit]


class _Zipped:
    """Both of zlib's encodings; a gzip body may have several members."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream: zlib._Decompress | None = None
        self.is_complete = False

    def unpack(self, data: bytes, limit: int) -> bytes:
        out = bytearray()
        while data and len(out) < limit:
            stream = self._stream or zlib.decompressobj(self._window_of(data))
            try:
                out += stream.decompress(data, limit - len(out))
            except zlib.error as error:
                raise BodyError(f"the page is not packed as it says ({error})") from error
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
            self.is_complete = stream.eof
            self._stream = None if stream.eof else stream
        return bytes(out)

    def _window_of(self, data: bytes) -> int:
        # Half of the servers that say "deflate" leave out the zlib header (RFC 9110, § 8.4.1.2).
        bare = self._window == zlib.MAX_WBITS and data[0] & 0x0F != zlib.DEFLATED
        return -zlib.MAX_WBITS if bare else self._window


def _unpacker(encoding: str) -> _Plain | _Zipped:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Plain()
    if name in ("gzip", "x-gzip"):
        return _Zipped(zlib.MAX_WBITS | 16)
    if name == "deflate":
        return _Zipped(zlib.MAX_WBITS)
    raise BodyError(f"the page is packed as {name!r}; only {ENCODINGS} were asked for")
