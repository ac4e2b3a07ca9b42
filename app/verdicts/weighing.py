"""Facts that speak of the same thing, weighed: the strongest authority settles.

Facts of weaker authority that say otherwise are kept and named in the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.schema import Fact
from app.verdicts.evidence import Ruling, ruled, source
from app.verdicts.numbers import Fit
from app.vocabulary import Op, Outcome

OUTCOMES = {
    Fit.agrees: Outcome.confirmed,
    Fit.near: Outcome.partly,
    Fit.misses: Outcome.refuted,
}
Weighed = Sequence[tuple[Fact, Fit]]
# What a vendor may change of a model that is out; all else is what it is.
CHANGING = frozenset({"price", "context_window", "max_output", "license", "speed"})


def weigh(weighed: Weighed, said: str, note: str = "", since: date | None = None) -> Ruling | None:
    """The ruling of the facts among `weighed` that no stronger one of their time overrules.

    `said` is the claim in words, `note` the tolerance or other remark on how it was held
    against the record. `None` where no fact speaks.
    """
    speaking = [(fact, how) for fact, how in weighed if how is not Fit.unknown]
    if not speaking:
        return None
    standing = [(fact, how) for fact, how in speaking if not _overruled(fact, speaking)]
    verdict = max(how for _, how in standing)
    used = [fact for fact, how in speaking if how is verdict]
    lead = next(fact for fact, how in standing if how is verdict)
    ruled_out = [
        fact for fact, how in speaking if how is not verdict and _overruled(fact, speaking)
    ]
    dissent = f"; {shown(ruled_out[0])} says {source(ruled_out[0])}" if ruled_out else ""
    reason = f"The claim says {said}; on record is {shown(lead)} ({source(lead)})"
    ordered = [lead, *(fact for fact in used if fact is not lead)]
    ruling = ruled(OUTCOMES[verdict], f"{reason}{note}{dissent}.", ordered, since)
    return replace(ruling, dissent=tuple(ruled_out), stale_since=_stale_since(verdict, weighed))


def _stale_since(verdict: Fit, weighed: Weighed) -> date | None:
    """The day from which a value that was so is so no longer, as its own source has it.

    A source's value ends when the same source gives another; what another source gives is
    disagreement, not change.
    """
    if verdict is not Fit.agrees:
        return None
    agreeing = [fact for fact, how in weighed if how is Fit.agrees]
    if any(fact.attribute not in CHANGING for fact in agreeing):
        return None
    ends = [end for fact in agreeing if (end := _end_of(fact, weighed))]
    last = max(ends, default=None)
    if last is None or any(fact.valid_from >= last for fact in agreeing):
        return None
    return last


def _end_of(fact: Fact, weighed: Weighed) -> date | None:
    """The first day on which the source of `fact` had something else in its place."""
    if any(how is Fit.agrees and _takes_place(other, fact) for other, how in weighed):
        return None
    after = [other.valid_from for other, how in weighed if _takes_place(other, fact)]
    return min(after, default=None)


def _takes_place(other: Fact, fact: Fact) -> bool:
    same = (other.url, other.authority, other.qualifier) == (
        fact.url,
        fact.authority,
        fact.qualifier,
    )
    return same and other.valid_from > fact.valid_from


def _overruled(fact: Fact, others: Weighed) -> bool:
    """Whether a stronger authority speaks of the same time."""
    return any(
        other.authority.rank < fact.authority.rank
        and _overlap(fact, other)
        and not _outdated(other, fact, others)
        for other, _ in others
    )


def _outdated(stronger: Fact, fact: Fact, others: Weighed) -> bool:
    """Whether the source of `fact` said what `stronger` does, until it saw that change.

    A vendor's page that was read at launch is not read again when a price is cut; a catalogue
    that had the same price, and now has another, is.
    """
    return any(
        (earlier.url, earlier.authority) == (fact.url, fact.authority)
        and (earlier.op, earlier.value) == (stronger.op, stronger.value)
        and earlier.valid_to is not None
        and max(stronger.valid_from, earlier.valid_to) < fact.valid_from
        for earlier, _ in others
    )


def _overlap(one: Fact, other: Fact) -> bool:
    until, other_until = one.valid_to or date.max, other.valid_to or date.max
    return one.valid_from <= other_until and other.valid_from <= until


OP_WORDS = {
    Op.eq: "",
    Op.approx: "about ",
    Op.ge: "at least ",
    Op.le: "at most ",
    Op.gt: "more than ",
    Op.lt: "less than ",
    Op.by: "by ",
}
UNIT_WORDS = {
    "tokens": " tokens",
    "percent": " %",
    "usd_per_mtok": " USD per million tokens",
    "usd_per_month": " USD a month",
    "parameters": " parameters",
    "tokens_per_second": " tokens a second",
    "ratio": " times",
}


RANK_WORDS = {
    Op.gt: "above",
    Op.ge: "above or level with",
    Op.lt: "below",
    Op.le: "below or level with",
    Op.approx: "level with",
}


def ranked(op: Op, value: object) -> str:
    """A rank in words: "above openai/gpt-4o", "first of all", "#3"."""
    if value == "all":
        return "first of all" if op in (Op.gt, Op.ge) else "not first of all"
    return f"{RANK_WORDS.get(op, 'at')} {figure(value)}"


def shown(fact: Fact) -> str:
    """The fact's value in words."""
    if fact.attribute == "benchmark_rank":
        return f"{fact.model} {ranked(fact.op, fact.value)}"
    no = "no " if fact.polarity == "denies" else ""
    return no + worded(fact.op, fact.value, fact.unit)


def worded(op: Op, value: object, unit: str | None) -> str:
    """A value in words: "at least 1,050,000 tokens", "2026-07-01 to 2026-12-31"."""
    words = "" if unit in (None, "date") else UNIT_WORDS.get(unit, f" {unit}")
    if isinstance(value, (list, tuple)):
        return " to ".join(figure(end) for end in value) + words
    return f"{OP_WORDS.get(op, '')}{figure(value)}{words}"


def figure(value: object) -> str:
    """A number with thousands separated, anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return (
        f"{value:,.10g}"
        if isinstance(value, float) and not value.is_integer()
        else f"{int(value):,}"
    )
