"""One assertion as HTML: the words within their context, and all that they show."""

from __future__ import annotations

from app.dashboard.markup import Inside, Markup, element, join, link, short
from app.dashboard.pieces import meter
from app.dashboard.quotes import address, quote
from app.dashboard.wording import READ, SOURCING, published
from app.schema import Verdict
from app.store.queries import Spoken
from app.vocabulary import Sourcing


def assertion(row: Spoken, verdict: Verdict) -> Markup:
    """Who said it when, their words in context, how sure they sounded, and where."""
    said, document = row.assertion, row.document
    was_false = verdict.false_when_published(document.published)
    return element(
        "li",
        element(
            "div",
            element("b", short(row.source.name)),
            element("span", published(document), class_="meta"),
            element("span", "✕ already false when published", class_="late") if was_false else None,
            class_="by",
        ),
        _words(row),
        element("dl", *_shown(row), class_="shown"),
        element("p", _place(row), class_="meta"),
        element("p", f"Read as this claim by: {short(said.cue, 300)}", class_="meta cue")
        if said.cue
        else None,
    )


def _words(row: Spoken) -> Markup:
    """The quote within its context; else what is kept in the tracker's own words."""
    found = quote(row.assertion, row.document)
    if found:
        marked = element("mark", found.words)
        return element("blockquote", element("bdi", found.before, marked, found.after))
    own = row.assertion.gist or "The words themselves are not kept."
    how = f"In our words, read {READ[row.document.read]}"
    return element("div", element("p", own), element("p", how, class_="meta"), class_="gist")


def _shown(row: Spoken) -> list[Markup]:
    said = row.assertion
    level = [meter(said.confidence)]
    if said.probability is not None:
        level.append(join(f", stated as {100 * said.probability:.4g}%"))
    level.append(join(", by its own label" if said.explicit else ", by its wording"))
    speaker = "the author" if said.speaker == "author" else short(said.speaker)
    basis = SOURCING[said.sourcing]
    return [
        *_term("Sounds", join(*level)),
        *_term("Speaker", speaker),
        *(_term("Basis", basis) if said.sourcing is not Sourcing.none else ()),
        *(_term("Repeats", short(said.derived_from)) if said.derived_from else ()),
    ]


def _term(name: str, *inside: Inside) -> tuple[Markup, ...]:
    return (element("div", element("dt", name), element("dd", *inside)),)


def _place(row: Spoken) -> Markup:
    document = row.document
    title = short(document.title or document.name)
    return join("In ", link(address(row.assertion, document), title))
