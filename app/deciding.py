"""What people decide of claims: appended, never overwritten, and settled in the same breath.

The commands and the dashboard both decide here. A word is taken only with its reason, its
author and an address that bears it out; a later word stands in the place of an earlier one,
which is kept.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from sqlmodel import Session

from app.errors import DecisionError, NotFoundError
from app.schema import Claim, Decision, Verdict
from app.settling import settle_claims
from app.shipped_decisions import WITHOUT_EVIDENCE
from app.store import log, queries, save
from app.store.decisions import decisions_of
from app.vocabulary import Change, DecisionKind, Outcome

LONGEST_REASON = 2000  # characters: a reason is read on one screen
LONGEST_NAME = 200
LONGEST_ADDRESS = 2000  # what browsers and proxies are sure to take


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of a verdict.

    `outcome`: how the claim came out; `None` gives the word back to the rule, or comes with a
    dispute. `known_on`: the first day on which anybody could have known it.
    """

    because: str
    by: str
    outcome: Outcome | None = None
    kind: DecisionKind = DecisionKind.decides
    evidence: str | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was taken down, and how its claim stood before and stands since.

    The verdicts are `None` where the claim is no longer in the ledger.
    """

    decision: Decision
    claim: Claim | None
    before: Verdict | None
    after: Verdict | None


def decide(session: Session, claim_id: str, word: Word, now: datetime) -> Decided:
    """Take a person's word down and settle its claim again; all in the caller's transaction.

    `claim_id` may be how an id begins. A claim that is gone can only be given back to the rule,
    by the whole id under which it was decided.

    Raises:
        NotFoundError: no claim, or more than one, has such an id.
        DecisionError: the word lacks something, or the same person said just that last.
    """
    said = _tidy(word)
    _check(said, now)
    claim = _claim(session, claim_id, said)
    known = claim.id if claim else claim_id
    earlier = decisions_of(session, known)
    _check_new(said, earlier)
    before = session.get(Verdict, known)
    if before:
        session.expunge(before)
    decision = Decision.of(claim_id=known, decided_at=_after(earlier, now), **asdict(said))
    save(session, [decision])
    log.append(session, [decision], Change.added, now.date())
    settle_claims(session, [known], now.date())
    after = session.get(Verdict, known, populate_existing=True)
    session.flush()
    for row in filter(None, (claim, after)):
        session.expunge(row)  # so that it can be shown when the transaction is over
    return Decided(decision, claim, before, after)


def _claim(session: Session, claim_id: str, word: Word) -> Claim | None:
    try:
        return queries.claim(session, claim_id).claim
    except NotFoundError:
        if _gives_back(word) and decisions_of(session, claim_id):
            return None
        raise


def _after(earlier: list[Decision], now: datetime) -> datetime:
    """`now`, or just after the last word where the clock has not reached that: order is kept."""
    return max([now, *(one.decided_at + timedelta(microseconds=1) for one in earlier)])


def _gives_back(word: Word) -> bool:
    return word.kind is DecisionKind.decides and word.outcome is None


def _tidy(word: Word) -> Word:
    """The word on one line, without spaces around it; an empty address is none."""
    return Word(
        because=" ".join(word.because.split()),
        by=" ".join(word.by.split()),
        outcome=word.outcome if word.kind is DecisionKind.decides else None,
        kind=word.kind,
        evidence=(word.evidence or "").strip() or None,
        known_on=word.known_on,
    )


def _check(word: Word, now: datetime) -> None:
    """Raises `DecisionError` with what the word lacks."""
    if not word.because:
        raise DecisionError("say because of what")
    if not word.by:
        raise DecisionError("say who decides")
    if len(word.because) > LONGEST_REASON or len(word.by) > LONGEST_NAME:
        raise DecisionError(
            f"a reason has at most {LONGEST_REASON:,} characters, and a name {LONGEST_NAME}"
        )
    if word.evidence is None:
        if word.outcome and word.outcome not in WITHOUT_EVIDENCE:
            raise DecisionError(f"{word.outcome} needs an address that bears it out")
    elif not _is_address(word.evidence):
        raise DecisionError(f"{word.evidence[:80]!r} is no http(s) address")
    if word.known_on and word.known_on > now.date():
        raise DecisionError(f"nobody can have known it on {word.known_on}, which is yet to come")


def _is_address(given: str) -> bool:
    if len(given) > LONGEST_ADDRESS or any(char.isspace() for char in given):
        return False
    try:
        parts = urlsplit(given)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _check_new(word: Word, earlier: list[Decision]) -> None:
    """Raises `DecisionError` where the word would change and add nothing."""
    if earlier and _said(earlier[-1]) == word:
        raise DecisionError(f"{word.by} said just that last, on {earlier[-1].decided_at.date()}")
    if _gives_back(word) and (not earlier or _gives_back(_said(earlier[-1]))):
        raise DecisionError("the rule has the word already")


def _said(decision: Decision) -> Word:
    return Word(
        because=decision.because,
        by=decision.by,
        outcome=decision.outcome,
        kind=decision.kind,
        evidence=decision.evidence,
        known_on=decision.known_on,
    )
