"""arXiv: the abstracts that a query of its API finds, newest first.

Run by Cornell University. `published` is the day (UTC) of a paper's first version, `updated`
that of the one shown: an abstract that changed is a later text of the same paper, so the
address is the one without a version. A query that cannot be read answers with one entry
named "Error". The API asks for three seconds between requests. It is made for programs, and
yet the robots.txt of its host keeps all of them away (2026): the polite client asks for it
only if that changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from app.errors import ParseError
from app.schema import Document
from scrapers.documents import document_of
from scrapers.feed import read_feed
from scrapers.scraper import Fetch, Target

API = "https://export.arxiv.org/api/query"
RESULTS = 50  # a query is asked again long before fifty papers come out that match it

# New and old names of papers: "2031.01234v2", "cs.CL/0301001v1".
PAPER = re.compile(r"arxiv\.org/abs/((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}))(?:v\d+)?$")


def search(words: str) -> str:
    """The address of the newest papers that say `words`, in this order."""
    asked = {
        "search_query": f'all:"{" ".join(words.replace(chr(34), " ").split())}"',
        "sortBy": "submittedDate",
        "sortOrder": "descending",
        "max_results": RESULTS,
    }
    return f"{API}?{urlencode(asked)}"


def scrape(fetch: Fetch, target: Target) -> Iterator[Document]:
    """The papers that the query finds.

    Raises:
        ParseError: no feed, or one that says what was wrong with the query.
    """
    page = fetch(target.url)
    for entry in read_feed(page):
        paper = PAPER.search(entry.link or "")
        if paper is None:
            raise ParseError(page.url, f"a list of papers, not {entry.title}: {entry.text}")
        yield document_of(
            page,
            target.source,
            f"https://arxiv.org/abs/{paper[1]}",
            title=entry.title,
            text=" ".join(entry.text.split()),  # lines break where the authors' editors did
            published=entry.published,
            author=entry.author,
            published_from="feed" if entry.published else None,
        )
