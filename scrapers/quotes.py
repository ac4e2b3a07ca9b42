"""What a post quotes of others, marked before its markup is taken off."""

from __future__ import annotations

import re

DEEPEST = 5  # quotes within quotes that are told apart; more are a game
QUOTE = re.compile(
    r"<blockquote\b[^<>]*>((?:(?!</?blockquote\b).)*)</blockquote>", re.IGNORECASE | re.DOTALL
)
BLOCK = re.compile(r"<(?:p|h\d|(li))\b[^<>]*>", re.IGNORECASE)


def mark_quotes(markup: str) -> str:
    """HTML with `> ` before each paragraph and item of a quote, in place of its element.

    Plain text has no other sign that these are not the words of whoever posts them.
    """
    for _ in range(DEEPEST):
        markup, found = QUOTE.subn(_marked, markup)
        if not found:
            break
    return markup


def _marked(quote: re.Match[str]) -> str:
    inner = BLOCK.sub(lambda block: f"<p>&gt; {'- ' if block[1] else ''}", quote[1])
    return inner if BLOCK.search(quote[1]) else f"<p>&gt; {inner}</p>"
