"""The commands by which people decide: what needs them, what they say, what they said."""

from __future__ import annotations

import getpass
from datetime import date
from typing import TYPE_CHECKING

import click

from app import console, options
from app.options import Format
from app.vocabulary import DecisionKind, Outcome

if TYPE_CHECKING:
    from app.deciding import Word

RULE = "rule"  # gives the word back to it

claim_argument = click.argument("claim", metavar="CLAIM")
because = click.option("--because", metavar="WORDS", required=True, help="Why, in a sentence.")
evidence = click.option("--evidence", metavar="URL", help="The page that bears it out.")
by = click.option("--by", metavar="NAME", help="Who says so; HEARSAY_NAME, or the login name.")


@click.command(
    epilog='Example: hearsay decide 3f2a91 refuted --because "the page gives 1M" '
    "--evidence https://example.org/page"
)
@claim_argument
@click.argument("verdict", metavar="VERDICT", type=click.Choice([*Outcome, RULE]))
@because
@evidence
@by
@click.option(
    "--known",
    metavar="DATE",
    callback=options.day,
    help="The first day on which it could be known; today if not given.",
)
def decide(
    *,
    claim: str,
    verdict: str,
    because: str,
    evidence: str | None,
    by: str | None,
    known: date | None,
) -> None:
    """Put your own verdict in the place of the rule's.

    CLAIM is its id, or how that begins. VERDICT is confirmed, partly, refuted, open or
    unverifiable; 'rule' gives the word back to the rule. Nothing is overwritten: what was
    decided before stays on record.
    """
    from app.deciding import Word

    outcome = None if verdict == RULE else Outcome(verdict)
    _say(claim, Word(because, by or _name(), outcome, evidence=evidence, known_on=known))


@click.command(epilog='Example: hearsay dispute 3f2a91 --because "that page is of another model"')
@claim_argument
@because
@evidence
@by
def dispute(*, claim: str, because: str, evidence: str | None, by: str | None) -> None:
    """Doubt a verdict: it stays as it is, and stands before others in the queue.

    CLAIM is its id, or how that begins.
    """
    from app.deciding import Word

    _say(claim, Word(because, by or _name(), kind=DecisionKind.disputes, evidence=evidence))


@click.command(epilog="Example: hearsay decisions --as-of 2026-11-01")
@click.argument("claim", metavar="[CLAIM]", required=False)
@options.as_of
@options.printed(Format.table)
def decisions(*, claim: str | None, as_of: date | None, form: Format) -> None:
    """List what people decided and disputed, the latest first; of one claim, or of all.

    CLAIM is an id, or how it begins.
    """
    from app.model_names import ModelNames
    from app.publish import review
    from app.store import decisions as decided
    from app.store import reading

    with reading(console.ledger()) as session:
        found = decided.decisions(session, as_of, claim or "")
    if form is Format.jsonl:
        console.print_lines([review.decision_row(one) for one, _ in found])
    else:
        review.print_decisions(found, ModelNames.shipped().name_of)


@click.command(epilog="Example: hearsay queue --format jsonl")
@options.printed(Format.table)
def queue(*, form: Format) -> None:
    """List what needs a person, the most pressing first, each with the command to decide it.

    Disputes; authorities of like rank that disagree; doubtful readings of a text; what no rule
    can settle and many say; what is overdue; decisions whose claim is gone.
    """
    from app.model_names import ModelNames
    from app.publish import review as pages
    from app.review import needs
    from app.store import reading, review

    name_of = ModelNames.shipped().name_of
    with reading(console.ledger()) as session:
        found = needs(review.cases(session), name_of)
    if form is Format.jsonl:
        console.print_lines([pages.need_row(need, name_of) for need in found])
    else:
        pages.print_needs(found, name_of)


COMMANDS: tuple[click.Command, ...] = (queue, decide, dispute, decisions)


def _say(claim: str, word: Word) -> None:
    """Take a word down, and tell how the claim stood and stands."""
    from app import deciding
    from app.model_names import ModelNames
    from app.publish import review
    from app.store import writing

    with writing(console.ledger()) as session:
        decided = deciding.decide(session, claim, word, console.now())
    review.print_decided(decided, ModelNames.shipped().name_of)


def _name() -> str:
    """Who sits at the command line; nobody where neither setting nor system tells."""
    from app.settings import settings

    if settings().name:
        return settings().name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # what a system without accounts raises
        return ""
