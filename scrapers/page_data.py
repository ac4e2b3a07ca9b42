"""What a page carries for machines: JSON-LD, the data of its own scripts, and its links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

from scrapers.scraper import Page

JSON_TYPES = "script[type='application/ld+json'], script[type='application/json']"

# Next.js streams its data as calls with a piece of text each; joined, they are lines such as
# `6:["$","div",…]`, of which those that begin like JSON are.
PIECE = re.compile(r"self\.__next_f\.push\((\[.*\])\)\s*;?\s*$", re.DOTALL)
STREAMED = re.compile(r"[0-9a-f]+:(?=[\[{])")


def page_data(page: Page) -> Iterator[Any]:
    """Every JSON value of the page's scripts; what is broken is left out."""
    for script in page.soup.select(JSON_TYPES):
        with suppress(ValueError, RecursionError):
            yield json.loads(script.get_text(), strict=False)
    streamed = "".join(_pieces(page))
    decoder, place = json.JSONDecoder(strict=False), 0
    while found := STREAMED.search(streamed, place):
        place = found.end()
        with suppress(ValueError, RecursionError):
            value, place = decoder.raw_decode(streamed, place)
            yield value


def _pieces(page: Page) -> Iterator[str]:
    for script in page.soup.find_all("script"):
        if found := PIECE.search(script.get_text()):
            with suppress(ValueError, RecursionError):
                yield from (part for part in json.loads(found[1]) if isinstance(part, str))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, however deep, in its order; walked without recursion."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack.extend(reversed(item.values()))
        elif isinstance(item, list):
            stack.extend(reversed(item))


def web_address(page: Page, said: str) -> str:
    """The address that a link of the page means, empty where it is none of the web."""
    try:
        address = urljoin(page.final_url, said)
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    return address if address.startswith(("http://", "https://")) else ""
