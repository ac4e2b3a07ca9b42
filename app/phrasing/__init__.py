"""Propositions in plain words: "context window is 9,000 tokens", "is released by 4 May 2026".

What comes out is plain text, made of what documents say: a view has to escape it. Any value is
put into words somehow, also one that does not fit its attribute; nothing here raises.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app.phrasing.told import IS_RECORD, Hindsight, hindsight, inert, is_record, line_up, reason
from app.phrasing.values import (
    NameOf,
    day,
    in_words,
    is_line_up,
    is_own_words,
    month,
    readable,
    spaced,
    stage,
    when,
)
from app.schema import Claim, Proposition
from app.vocabulary import ATTRIBUTES, Polarity

__all__ = [
    "IS_RECORD",
    "Hindsight",
    "NameOf",
    "day",
    "hindsight",
    "inert",
    "is_record",
    "line_up",
    "month",
    "readable",
    "reason",
    "sentence",
    "statement",
    "topic",
    "value",
]

_RELEASES = {
    None: ("is released", "is not released"),
    "announced": ("is announced", "is not announced"),
    "chat": ("is released in the chat product", "is not released in the chat product"),
    "api": ("is released in the API", "is not released in the API"),
    "weights": ("has its weights released", "does not have its weights released"),
}
_PLACES = {
    None: "available",
    "general": "generally available",
    "api": "available through the API",
    "chatgpt": "available in ChatGPT",
    "codex": "available in Codex",
}
_BUILDS = {
    "moe": "a mixture-of-experts model",
    "dense": "a dense model",
    "native_multimodal": "natively multimodal",
    "multimodal": "multimodal",
    "new_pretraining": "a new pre-training run",
    "same_base": "built on the base of an earlier model",
}
_LICENSES = {"open_weights": "an open-weights model", "proprietary": "proprietary"}
_HANDLES = {
    None: ("handles", "handle"),
    "input": ("accepts", "accept"),
    "output": ("produces", "produce"),
}
_NOUNS = {"max_output": "maximum output", "price_change": "price", "benchmark_score": "score"}
_LABELS = {"benchmark_score": "benchmark", "benchmark_rank": "rank"}
_BEFORE_NOUN = frozenset({*ATTRIBUTES["price"].qualifiers, "total", "active"})


class Clause(NamedTuple):
    """What is said, without of whom; with a `noun` it is said of something the model has."""

    noun: str
    verb: str


def sentence(said: Proposition, name: str, name_of: NameOf = readable) -> str:
    """What is said, of the model called `name`: "GPT-9's context window is 9,000 tokens"."""
    noun, verb = _clause(said, name_of)
    return f"{name}'s {noun} {verb}" if noun else f"{name} {verb}"


def statement(said: Proposition, name_of: NameOf = readable) -> str:
    """The sentence without its model: "context window is 9,000 tokens", "is in preview"."""
    noun, verb = _clause(said, name_of)
    return f"{noun} {verb}" if noun else verb


def value(said: Proposition, name_of: NameOf = readable) -> str:
    """The value in words, with what its operator and its polarity make of it, for a table."""
    if isinstance(said.value, bool):
        return "no" if _is_denied(said) else "yes"
    if is_line_up(said):
        return f"{len(said.value):,} models"
    words = in_words(said, name_of)
    return f"not {words}" if said.polarity is Polarity.denies else words


def topic(attribute: str, qualifier: str | None = None, name_of: NameOf = readable) -> str:
    """What an attribute is about, as a heading: "Price (input)", "Benchmark (mmlu)"."""
    words = _LABELS.get(attribute, spaced(attribute))
    which = f" ({spaced(name_of(qualifier))})" if qualifier else ""
    return words[:1].upper() + words[1:] + which


def _clause(said: Proposition, name_of: NameOf) -> Clause:
    noun, verb = _CLAUSES.get(said.attribute, _of_noun)(said, name_of)
    return Clause(noun, verb + _aside(said))


def _aside(said: Proposition) -> str:
    """The day of the event, and the day that a denial of a state speaks of."""
    event = f" on {day(said.at)}" if said.at else ""
    as_of = said.as_of if isinstance(said, Claim) else None
    return event + (f" (as of {day(as_of)})" if as_of else "")


def _is_denied(said: Proposition) -> bool:
    """Whether the value does not hold: a denial, or `false` (a denied `false` holds)."""
    return (said.polarity is Polarity.denies) != (said.value is False)


def _is(said: Proposition) -> str:
    return "is not" if said.polarity is Polarity.denies else "is"


def _has(said: Proposition) -> str:
    return "does not have" if said.polarity is Polarity.denies else "has"


def _of_noun(said: Proposition, name_of: NameOf) -> Clause:
    words = in_words(said, name_of)
    quoted = f"“{words}”" if is_own_words(said) else words
    return Clause(_noun(said, name_of), f"{_is(said)} {quoted}")


def _noun(said: Proposition, name_of: NameOf) -> str:
    noun, which = _NOUNS.get(said.attribute, spaced(said.attribute)), said.qualifier
    if not which:
        return noun
    if said.attribute == "benchmark_score":
        return f"{noun} on {name_of(which)}"
    if said.attribute == "speed" and which in ATTRIBUTES["speed"].qualifiers:
        return which
    if said.attribute in ("training", "serving"):
        return f"{noun} {spaced(which)}"
    return f"{spaced(which)} {noun}" if which in _BEFORE_NOUN else f"{noun} ({spaced(which)})"


def _of_release(said: Proposition, _: NameOf) -> Clause:
    is_denied = said.polarity is Polarity.denies
    if said.qualifier in _RELEASES:
        verb = _RELEASES[said.qualifier][is_denied]
    else:
        verb = f"{_RELEASES[None][is_denied]} ({spaced(said.qualifier or '')})"
    return Clause("", f"{verb} {when(said)}")


def _of_stage(said: Proposition, _: NameOf) -> Clause:
    return Clause("", f"{_is(said)} {stage(said)}")


def _of_codename(said: Proposition, _: NameOf) -> Clause:
    return Clause("", f"{_has(said)} the codename “{said.value}”")


def _of_variant(said: Proposition, _: NameOf) -> Clause:
    has = "has no" if said.polarity is Polarity.denies else "has a"
    return Clause("", f"{has} variant “{said.value}”")


def _of_availability(said: Proposition, _: NameOf) -> Clause:
    words = _PLACES.get(said.qualifier, f"available in {said.qualifier}")
    more = "" if isinstance(said.value, bool) else f": “{said.value}”"
    return Clause("", f"{'is not' if _is_denied(said) else 'is'} {words}{more}")


def _of_build(said: Proposition, name_of: NameOf) -> Clause:
    if said.value == "reasoning_modes":
        return Clause("", f"{_has(said)} reasoning modes")
    known = _BUILDS.get(str(said.value))
    return Clause("", f"{_is(said)} {known}") if known else _of_noun(said, name_of)


def _of_modality(said: Proposition, _: NameOf) -> Clause:
    does, do = _HANDLES.get(said.qualifier, _HANDLES[None])
    return Clause("", f"{f'does not {do}' if _is_denied(said) else does} {said.value}")


def _of_rank(said: Proposition, name_of: NameOf) -> Clause:
    ranks = "does not rank" if said.polarity is Polarity.denies else "ranks"
    where = f" on {name_of(said.qualifier)}" if said.qualifier else ""
    return Clause("", f"{ranks} {in_words(said, name_of)}{where}")


def _of_license(said: Proposition, _: NameOf) -> Clause:
    known = _LICENSES.get(str(said.value))
    words = f"{_is(said)} {known}" if known else f"{_has(said)} the license {said.value}"
    return Clause("", words)


def _of_lineage(said: Proposition, name_of: NameOf) -> Clause:
    follows = "does not follow" if said.polarity is Polarity.denies else "follows"
    return Clause("", f"{follows} on from {in_words(said, name_of)}")


def _of_compatibility(said: Proposition, name_of: NameOf) -> Clause:
    if said.value == "backward_compatible":
        return Clause("", f"{_is(said)} backward compatible")
    return _of_noun(said, name_of)


def _of_capability(said: Proposition, _: NameOf) -> Clause:
    return Clause("", f"{_has(said)} the capability “{said.value}”")


def _of_other(said: Proposition, name_of: NameOf) -> Clause:
    what = spaced(said.qualifier or "other")
    if not isinstance(said.value, bool):
        return Clause(what, _of_noun(said, name_of).verb)
    if what.endswith(" disclosed"):
        verb = "is not disclosed" if _is_denied(said) else "is disclosed"
        return Clause(what.removesuffix(" disclosed"), verb)
    return Clause("", f"{'does not fulfil' if _is_denied(said) else 'fulfils'} “{what}”")


_CLAUSES: dict[str, Callable[[Proposition, NameOf], Clause]] = {
    "release_date": _of_release,
    "release_stage": _of_stage,
    "codename": _of_codename,
    "variant": _of_variant,
    "availability": _of_availability,
    "architecture": _of_build,
    "modality": _of_modality,
    "benchmark_rank": _of_rank,
    "license": _of_license,
    "lineage": _of_lineage,
    "compatibility": _of_compatibility,
    "capability": _of_capability,
    "other": _of_other,
}
