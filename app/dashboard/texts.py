"""The texts of one page, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from app.dashboard.markup import Inside, Markup, element, join, short
from app.dashboard.pieces import listed
from app.dashboard.view import View
from app.dashboard.wording import counted, moment
from app.revisions import Change, Kind, difference
from app.schema import Document
from app.vocabulary import Read

CONTEXT = 1  # sentences kept on either side of a change: enough to see where it stands
MOST_SHOWN = 200  # lines of one difference: what is longer was rewritten
LONGEST_SENTENCE = 600
_SIGNS = {Kind.added: ("+", "added", "ins"), Kind.removed: ("−", "removed", "del")}


def texts(view: View, rows: Sequence[Document], shown: Document) -> Markup | None:
    """All texts of a page, and how `shown` differs from those beside it."""
    if len(rows) == 1:
        return None
    beside = [pair for pair in pairwise(rows) if shown in pair]
    return element(
        "section",
        element("h2", f"{counted(len(rows), 'text')} of this page, the earliest first"),
        listed((_text(view, row, shown) for row in rows), "texts"),
        *(_difference(*pair) for pair in beside),
    )


def _text(view: View, row: Document, shown: Document) -> Markup:
    said = f"Read on {moment(row.added_at)} UTC"
    if row.read is Read.excerpt:
        said += ", only the teaser"
    if row.id == shown.id:
        return element("b", f"{said} (this one)")
    return element("a", said, href=view.path("document", id=row.id))


def _difference(earlier: Document, later: Document) -> Markup:
    title = element("h3", f"What changed until {moment(later.added_at)} UTC")
    if earlier.read is Read.excerpt and later.read is not Read.excerpt:
        how = element("p", "First only the teaser was read, then the page.", class_="meta")
        return join(title, how)
    changes = difference(earlier.text, later.text)
    if all(change.kind is Kind.kept for change in changes):
        return join(title, element("p", "The words are the same; title or day are not."))
    lines = list(_lines(changes))
    more = len(lines) - MOST_SHOWN
    rest = element("li", f"… and {more:,} lines more", class_="meta") if more > 0 else None
    return join(title, element("ul", *lines[:MOST_SHOWN], rest, class_="changes"))


def _lines(changes: Sequence[Change]) -> Iterator[Markup]:
    groups = [(kind, list(some)) for kind, some in groupby(changes, lambda one: one.kind)]
    for place, (kind, some) in enumerate(groups):
        if kind is not Kind.kept:
            yield from (_changed(change) for change in some)
            continue
        before = some[:CONTEXT] if place else []
        after = some[len(before) :][-CONTEXT:] if place < len(groups) - 1 else []
        left = len(some) - len(before) - len(after)
        yield from (_line(_said(change)) for change in before)
        if left:
            yield element("li", f"… {counted(left, 'sentence')} as before …", class_="meta same")
        yield from (_line(_said(change)) for change in after)


def _changed(change: Change) -> Markup:
    sign, word, name = _SIGNS[change.kind]
    told = element("span", f"{word}: ", class_="unseen")
    return _line(told, element(name, _said(change)), sign=sign)


def _line(*inside: Inside, sign: str = "") -> Markup:
    return element("li", element("span", sign, class_="glyph", aria_hidden="true"), *inside)


def _said(change: Change) -> Markup:
    return element("bdi", short(change.text, LONGEST_SENTENCE))
