"""A small internet on this machine: feeds with validators, changing from edition to edition.

Run as a program it serves for ever: `python -m tests.internet PORT`. Feed `n` stands at
`/feed/n.xml`, edition 0 with 20 items. `/edition/k` moves all of them on to edition `k`, in which
each feed has k items more and the oldest one reads otherwise; `/asked` tells how often each
address was asked for, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from typing import ClassVar

ITEMS = 20
EPOCH = datetime(2026, 5, 1, tzinfo=UTC)
PROSE = (
    "The bakery of the harbour sells its bread before the ferry leaves and nobody minds the "
    "rain while the oven is warm so the baker hums and counts her loaves twice each morning"
)
WORDS = re.split(" ", PROSE)


def item(feed: int, number: int, edition: int) -> str:
    """One item, whole enough to be no teaser; some speak of a model."""
    chance = random.Random(feed * 10_000 + number)  # noqa: S311 - prose, no secret
    prose = " ".join(chance.choices(WORDS, k=len(WORDS)))
    told = f"GPT-{feed % 5 + 6} will have a context window of {number + 1} million tokens."
    edited = f" Edited for edition {edition}." if number == 0 and edition else ""
    text = f"Loaf {feed}-{number}. {prose} {told if number % 10 == 0 else ''}{edited}"
    moment = format_datetime(EPOCH + timedelta(hours=number, minutes=feed % 60))
    link = f"http://loaves.example/{feed}/{number}"
    return (
        f"<item><title>Loaf {feed}-{number}</title><link>{link}</link>"
        f"<guid>{link}</guid><pubDate>{moment}</pubDate>"
        f"<description>{text}</description></item>"
    )


@lru_cache(maxsize=4096)
def feed_at(feed: int, edition: int) -> bytes:
    """Feed `feed` as it stands in an edition, newest item first."""
    numbers = range(ITEMS + edition - 1, -1, -1)
    items = "".join(item(feed, number, edition) for number in numbers)
    head = f"<title>Feed {feed}</title><link>http://loaves.example/{feed}</link>"
    said = "<description>Loaves.</description>"
    channel = f"<channel>{head}{said}{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


class Internet(asyncio.Protocol):
    """One connection; many requests may come on it."""

    edition = 0
    asked: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.received = b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            self.transport.write(self._answer(lines[0].split()[1], headers))

    def _answer(self, path: str, headers: dict[str, str]) -> bytes:
        if path.startswith("/edition/"):
            Internet.edition = int(path.rpartition("/")[2])
            return _response(200, b"", "text/plain")
        if path == "/asked":
            return _response(200, json.dumps(self.asked).encode(), "application/json")
        Internet.asked[path] += 1
        if not path.startswith("/feed/"):
            return _response(404, b"", "text/plain")
        number = int(path.removeprefix("/feed/").removesuffix(".xml"))
        etag = f'"{number}-{self.edition}"'
        if headers.get("if-none-match") == etag:
            return _response(304, b"", "", etag)
        return _response(200, feed_at(number, self.edition), "application/rss+xml", etag)


def _response(status: int, body: bytes, kind: str, etag: str = "") -> bytes:
    reason = {200: "OK", 304: "Not Modified", 404: "Not Found"}[status]
    lines = [f"HTTP/1.1 {status} {reason}", f"Content-Length: {len(body)}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"ETag: {etag}"] if etag else []
    return "\r\n".join([*lines, "", ""]).encode() + body


async def serve(port: int) -> None:
    """Serve for ever."""
    server = await asyncio.get_running_loop().create_server(Internet, "127.0.0.1", port)
    print("ready", flush=True)  # noqa: T201 - whoever started it waits for this
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
