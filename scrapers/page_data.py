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
PIECE = ("self.__next_f.push(", ")")
MOST_BROKEN = 100  # lines that look like JSON and are none, before the rest is given up
STREAMED = re.compile(r"[0-9a-f]{1,8}:(?=[\[{])")


def page_data(page: Page) -> Iterator[Any]:
    """Every JSON value of the page's scripts; what is broken is left out."""
    for script in page.soup.select(JSON_TYPES):
        with suppress(ValueError, RecursionError):
            yield json.loads(script.get_text(), strict=False)
    streamed = "".join(_pieces(page))
    decoder, place, broken = json.JSONDecoder(strict=False), 0, 0
    while broken < MOST_BROKEN and (found := STREAMED.search(streamed, place)):
        try:
            value, place = decoder.raw_decode(streamed, found.end())
        except (ValueError, RecursionError):
            place = found.end()
            broken += 1
        else:
            yield value


def _pieces(page: Page) -> Iterator[str]:
    begin, end = PIECE
    for script in page.soup.find_all("script"):
        call = script.get_text().strip().rstrip(";")
        if call.startswith(begin) and call.endswith(end):
            with suppress(ValueError, RecursionError):
                said = json.loads(call[len(begin) : -len(end)])
                yield from (part for part in said if isinstance(part, str))


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
