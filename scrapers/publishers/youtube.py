"""YouTube: what a channel's feed says of its newest videos.

Run by Google; the feed of a channel has its last 15 videos with title and description, both
as the uploader wrote them. What is said in a video is not read. Days are UTC; `updated`
changes with the numbers of views, so it is no day of anything. A short film has an address of
its own kind, under which the page of the video is the same. Since 2025 YouTube's robots.txt
keeps programs from these feeds: the polite client asks for them only if that changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.errors import ParseError
from app.schema import Document
from scrapers.documents import document_of
from scrapers.feed import read_feed
from scrapers.scraper import Fetch, Target

VIDEO = re.compile(r"youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/)([\w-]{6,})")


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """The newest videos of a channel, as its feed describes them."""
    page = fetch(target.url)
    for entry in read_feed(page):
        video = VIDEO.search(entry.link or "")
        if video is None:
            raise ParseError(page.url, f"the address of a video, not {entry.link}")
        yield document_of(
            page,
            target.source,
            f"https://www.youtube.com/watch?v={video[1]}",
            title=entry.title,
            text=entry.text,
            published=entry.published,
            author=entry.author,
            published_from="feed" if entry.published else None,
        )
