"""One assertion as HTML: the words within their context, and all that they show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.citations import against_the_record, statement_key
from app.dashboard.markup import Inside, Markup, element, join, link, short
from app.dashboard.pieces import meter
from app.dashboard.quotes import address, quote
from app.dashboard.view import View
from app.dashboard.wording import READ, SOURCING, published
from app.extent import day_window
from app.phrasing import IS_RECORD, Hindsight, day, hindsight, is_record, readable
from app.schema import Document
from app.schema.claims import AUTHOR
from app.store.queries import ClaimView, Spoken
from app.vocabulary import Polarity, Read, Sourcing

LATE = {Hindsight.false: "✕ ", Hindsight.stale: "⌛ ", Hindsight.early: "⇥ "}


def assertions(view: View, found: ClaimView) -> Markup:
    """Everybody who said it, and what became of their texts."""
    later = view.later_texts({row.document.id for row in found.spoken})
    launch = _launch(view, found.claim.model) if later else None
    return element(
        "ol",
        *(
            _assertion(view, found, row, _edited(view, row.document, later, launch))
            for row in found.spoken
        ),
        class_="said",
    )


def _assertion(view: View, found: ClaimView, row: Spoken, edited: Markup | None) -> Markup:
    """Who said it when, their words in context, how sure they sounded, and where."""
    said, document = row.assertion, row.document
    late = hindsight(found.verdict, said, document)
    facts = (*found.facts, *found.dissent)
    against = against_the_record(said, document, found.verdict, facts, view.name_of)
    return element(
        "li",
        element(
            "div",
            element("b", short(row.source.name)),
            element("span", published(document), class_="meta"),
            element("span", LATE[late], late, class_=f"late {late.name}") if late else None,
            element("span", IS_RECORD, class_="meta") if is_record(document, found.facts) else None,
            class_="by",
        ),
        _words(row),
        element("p", view.told(against), class_="edited") if against else None,
        element("dl", *_shown(view, row), class_="shown"),
        edited,
        element("p", _place(view, row), class_="meta"),
        element("p", f"Read as this claim by: {short(said.cue, 300)}", class_="meta cue")
        if said.cue
        else None,
    )


def _launch(view: View, model: str) -> date | None:
    """The first day of release on record."""
    days = [
        window.start
        for fact in view.facts_of([model])
        if fact.attribute == "release_date" and fact.polarity is Polarity.asserts
        if (window := day_window(fact.value)) is not None
    ]
    return min(days, default=None)


def _edited(
    view: View, document: Document, later: Mapping[str, Document], launch: date | None
) -> Markup | None:
    """That the text was changed afterwards, or is a later text itself."""
    to = view.path("document", id=document.id)
    if changed := later.get(document.id):
        on = changed.added_at.date()
        was_before = launch is not None and document.public_on <= launch < on
        since = "the launch" if was_before else "it was first read"
        said = f"This article changed after {since}, on {day(on)}: "
        return element("p", said, element("a", "what changed", href=to), class_="edited")
    if document.revises:
        said = f"This is how the article read on {day(document.added_at.date())}: "
        return element("p", said, element("a", "its earlier text", href=to), class_="edited")
    return None


def _words(row: Spoken) -> Markup:
    """The quote within its context; else what is kept in the tracker's own words."""
    found = quote(row.assertion, row.document)
    if found:
        marked = element("mark", found.words)
        return element("blockquote", element("bdi", found.before, marked, found.after))
    own = row.assertion.gist or "The words themselves are not kept."
    how = f"In our words, read {READ[row.document.read]}{_counts_for(row)}"
    return element("div", element("p", own), element("p", how, class_="meta"), class_="gist")


def _counts_for(row: Spoken) -> str:
    """For whom a statement counts that nobody saw in its own place."""
    if row.document.read is not Read.secondhand:
        return ""
    said = row.assertion
    speaker = row.source.name if said.speaker == AUTHOR else said.speaker
    return f": it counts for {short(speaker)} only"


def _shown(view: View, row: Spoken) -> list[Markup]:
    said = row.assertion
    level = [meter(said.confidence)]
    if said.probability is not None:
        level.append(join(f", stated as {100 * said.probability:.4g}%"))
    level.append(join(", by its own label" if said.explicit else ", by its wording"))
    speaker = "the author" if said.speaker == AUTHOR else short(said.speaker)
    basis = SOURCING[said.sourcing]
    return [
        *_term("Sounds", join(*level)),
        *_term("Speaker", speaker),
        *(_term("Basis", basis) if said.sourcing is not Sourcing.none else ()),
        *(_term("Repeats", short(_repeated(view, said.derived_from))) if said.derived_from else ()),
    ]


def _repeated(view: View, derived_from: str) -> str:
    """Whose words those were: an outlet as it stands there, a statement by source and day."""
    if (key := statement_key(derived_from)) is None:
        return derived_from
    slug, published = key
    return f"{view.publisher(slug) or readable(slug)}, {day(published)}"


def _term(name: str, *inside: Inside) -> tuple[Markup, ...]:
    return (element("div", element("dt", name), element("dd", *inside)),)


def _place(view: View, row: Spoken) -> Markup:
    document = row.document
    title = short(document.title or document.name)
    about = element("a", "about this document", href=view.path("document", id=document.id))
    return join("In ", link(address(row.assertion, document), title), " · ", about)
