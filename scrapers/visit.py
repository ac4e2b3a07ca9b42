"""One visit to one source: asks only for what changed, and remembers what it was told.

The validators of a page (ETag, Last-Modified) belong to the address that gave them. Behind a
redirect that is another address than the one asked for: what is known of both is kept, and
the digest says whether they still are one page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from app.errors import FetchError
from scrapers.scraper import Page, UnchangedError


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the page at an address: validators, and the SHA-256 of its body (hex)."""

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None


class NotModifiedError(UnchangedError):
    """The server says 304. `address` is the one that said so, after redirects."""

    def __init__(self, url: str, address: str, etag: str | None, last_modified: str | None) -> None:
        self.address, self.etag, self.last_modified = address, etag, last_modified
        super().__init__(url)


Get = Callable[[str, Mapping[str, Known]], Page]
"""Like a `Fetch`, given what is known by address; `scrapers.fetch.Fetcher.get` is one."""


def validators(known: Mapping[str, Known], url: str, address: str) -> Known | None:
    """What may be sent to `address`, where asking for `url` led.

    Only what belongs to the page that was had under `url`: else "not modified" would say that
    another page, met there on another way, is as it was.
    """
    held = known.get(address)
    if held is None or not (held.etag or held.last_modified):
        return None
    if url == address:
        return held
    asked = known.get(url)
    same = asked is not None and asked.digest is not None and asked.digest == held.digest
    return held if same else None


class Visit:
    """A `Fetch` for one visit to one source, by one thread.

    `pages` are the pages that changed, by their `evidence`. `learned` is what to remember by
    address: save it with the records that came of the pages, or they will not be seen again.
    A page asked for twice is fetched once.
    """

    def __init__(self, get: Get, known: Mapping[str, Known]) -> None:
        self._get, self._known = get, known
        self._answers: dict[str, Page | UnchangedError | FetchError] = {}
        self.pages: dict[str, Page] = {}
        self.learned: dict[str, Known] = {}

    def __call__(self, url: str) -> Page:
        """The page at `url`.

        Raises:
            UnchangedError: the server says so, or the body is the one known.
            FetchError: it cannot be had.
        """
        if url not in self._answers:
            self._answers[url] = self._ask(url)
        answer = self._answers[url]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _ask(self, url: str) -> Page | UnchangedError | FetchError:
        try:
            page = self._get(url, self._known)
        except NotModifiedError as answer:
            self._learn_validators(answer)
            return answer
        except (FetchError, UnchangedError) as answer:
            return answer
        digest = sha256(page.body).hexdigest()
        self._learn(url, Known(digest=digest))
        validated = Known(page.header("etag"), page.header("last-modified"), digest)
        self._learn(page.final_url, validated)
        known = self._known.get(url)
        if known is not None and known.digest == digest:
            return UnchangedError(url)
        self.pages[page.evidence] = page
        return page

    def _learn_validators(self, answer: NotModifiedError) -> None:
        held = self._known.get(answer.address, Known())
        etag, last_modified = answer.etag or held.etag, answer.last_modified or held.last_modified
        self._learn(answer.address, replace(held, etag=etag, last_modified=last_modified))

    def _learn(self, address: str, known: Known) -> None:
        if self._known.get(address) == known:
            self.learned.pop(address, None)
        else:
            self.learned[address] = known
