"""What the question of a prediction market claims, and how likely its price makes that.

A question counts only where every word of it is understood: "GPT-6 released before GTA VI?" or
"… or a similar model?" ask for something else than their first words say, and yield nothing.
What is understood is put as a plain statement and read like any other text (`app.extract`). A
low price is the same claim with a low probability, never a denial.

Once a market is settled, its outcome is on record (`resolved`).

Left out, since a claim cannot say it: a rank or a score that has to be reached by some day,
which vendor has the best model, what comes before what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from app.extract import Said, extract
from app.extract.benchmarks import Benchmarks
from app.model_names import Mention, ModelNames
from app.schema import Document, Fact, Proposition
from app.vocabulary import Authority, Confidence, Op, Polarity, Sourcing

# A day printed without its year may lie so far beyond the market's closing (some close early), or,
# where it is over already, so far before it (some wait for their outcome). Beyond that the year
# that was added is in doubt: a month is a twelfth of the error it would make.
CLOSING = timedelta(days=31)

# Markets mean the day of their venue's home and close at its midnight, which is tomorrow's in
# UTC; one that closes on 1 or 2 January is about the year before.
NEXT_MORNING = timedelta(days=2)

# "By June" is read as the market closes: at the end of June or at its beginning. The nearest
# two such days are 28 days apart.
NEARBY = timedelta(days=7)

ANSWERS = {"yes": Polarity.asserts, "no": Polarity.denies}

LONGEST = 400  # characters; venues allow some 250, and a scraper may add a strike

# Each stands for a name while a question is matched.
MODEL, VENDOR, RIVAL = "\ue000", "\ue001", "\ue002"

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"20\d\d"
NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
DAY = rf"(?:{MONTH} {NUMBER}(?:,? {YEAR})?|{NUMBER} (?:of )?{MONTH}(?:,? {YEAR})?)"
PERIOD = rf"(?:{MONTH}(?:,? {YEAR})?|[qh][1-4](?: {YEAR})?|{YEAR})"
END = rf"(?:(?:the )?end of (?:the )?(?:year|{PERIOD})|eoy(?: {YEAR})?)"
LIMIT = r"by|before|on or before|no later than|prior to"
WHEN = (
    rf"(?:(?:{LIMIT}) (?:{END}|{DAY}|{PERIOD})|(?:in|during) {PERIOD}|on {DAY}"
    rf"|between {DAY} and {DAY})"
)
PLAIN_LIMITS = {"on or before": "by", "no later than": "by", "prior to": "before", "during": "in"}

SUBJECT = rf"(?:the |a )?(?:{VENDOR}(?:['’]s)? )?{MODEL}(?: model)?"
MANNER = r"(?:(?:officially|publicly|generally|fully) )?"
PUBLIC = r"(?: to the (?:general )?public| publicly)?"
DONE = r"(?P<done>released|launched|announced|unveiled|shipped|out|(?:made )?(?:available|public))"
DO = r"(?P<do>release|launch|announce|unveil|ship)(?:e?s)?"
GO = r"(?P<go>release|launch|ship|come out|drop|debut)"
EVENT = (
    rf"(?:{SUBJECT} (?:(?:be|get) )?{MANNER}{DONE}{PUBLIC}|{VENDOR} {MANNER}{DO} {SUBJECT}{PUBLIC}"
    rf"|{SUBJECT} {MANNER}{GO}{PUBLIC}|{SUBJECT}(?:['’]s)? (?P<date>release date))"
)
DATED = re.compile(rf"(?:will )?{EVENT} (?P<when>{WHEN})\s*\??", re.IGNORECASE)
OPEN = re.compile(
    rf"(?:(?P<open>when) )?(?:will )?{EVENT}(?: (?P<blank>by|before|in|on))?[\s.…_]*\??",
    re.IGNORECASE,
)
ANNOUNCING = ("announce", "unveil")

BARE_LIMIT = re.compile(rf"by {PERIOD}", re.IGNORECASE)
TO_BE_DATED = re.compile(rf"\b(?:{DAY}|{PERIOD})(?!\w)", re.IGNORECASE)
THIS_YEAR = re.compile(r"\b(?:(?:the )?end of (?:the )?year|eoy)\b(?! 20)", re.IGNORECASE)
YEARS_END = re.compile(rf"\beoy ({YEAR})", re.IGNORECASE)

STRIKE = re.compile(r"(?P<question>.+?[?.…_])\s*–\s*(?P<strike>[^–]+)")  # as a scraper prints it
LABEL = re.compile(r"\[[^\]]*\]\s*")  # "[ACX 2026] Will …": the series that a question is in

LEAST = (
    r"(?:at least|no less than|(?:more|larger|greater|bigger|higher) than|over|above|exceeding"
    r"|at most|(?:less|smaller|lower) than|under|below)"
)
OR_MORE = r"(?: or (?:more|larger|greater|higher|above|better|less|lower|below))?"
COUNT = r"[\d.,]+ ?(?:k|m|b|t|thousand|million|billion|trillion)?"
BENCHMARK = r"(?:on|at) (?:the )?(?P<benchmark>.+?)(?: benchmark| leaderboard)?"
PROPERTY = re.compile(
    rf"will {SUBJECT} (?P<rest>"
    rf"have an? context (?:window|length)(?: of)?(?: {LEAST})? {COUNT}[- ]tokens?{OR_MORE}"
    rf"|have (?:{LEAST} )?{COUNT} (?:total |active )?parameters{OR_MORE}"
    r"|have open weights|be open[- ](?:source|weights?)"
    rf"|(?:score|achieve|reach|get) (?:a score of )?(?:{LEAST} )?[\d.]+ ?%{OR_MORE} {BENCHMARK}"
    rf"|(?:outperform|beat) {RIVAL} {BENCHMARK.replace('benchmark>', 'rank>')}"
    r")\s*\??",
    re.IGNORECASE,
)
NUMBERS = frozenset({"context_window", "parameter_count", "benchmark_score"})
PROPERTIES = NUMBERS | {"benchmark_rank", "license"}
BOUNDS = frozenset({Op.ge, Op.gt, Op.le, Op.lt})


@dataclass(frozen=True, slots=True)
class Statement:
    """A question put as a statement, as `extract` reads texts; `said_as` are its own words."""

    text: str
    published: date | None
    said_as: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with its names as `MODEL`, `VENDOR` and `RIVAL`, and its market.

    `rival` is the name of the last other model in it.
    """

    words: str
    strike: str | None
    model: Mention
    rival: str
    opened: date | None
    closes: date | None


def asked(document: Document, names: ModelNames) -> list[Said]:
    """What the market of `document` is a price on; nothing once it is settled.

    At most one assertion: a question that asks for several things at once has no price for
    each of them. `start`, `end` are the question's place in the text.
    """
    market = document.market or {}
    price = market.get("probability")
    said = _question(document, names) if market.get("resolution") is None else None
    if price is None or said is None:
        return []
    title = document.title or ""
    start = max(document.text.find(title), 0)
    return [
        replace(
            said,
            start=start,
            end=min(start + len(title), len(document.text)),
            confidence=Confidence.of_probability(price),
            probability=price,
            explicit=True,
            speaker=document.source.replace("-", " ").title(),
            sourcing=Sourcing.market,
        )
    ]


def resolved(document: Document, names: ModelNames) -> Fact | None:
    """What a settled market puts on record: that its question came true, or that it did not.

    A third party's word, since a venue's own rules may differ from the plain reading. `None`
    where the question is not understood, the market was annulled, or nobody knows the day.
    """
    market = document.market or {}
    answer, day = ANSWERS.get(market.get("resolution", "")), market.get("resolved_on")
    said = _question(document, names) if answer and day and document.url else None
    if said is None or answer is None:
        return None
    return Fact.of(
        **{name: getattr(said, name) for name in Proposition.model_fields} | {"polarity": answer},
        valid_from=day,
        known_at=day,
        authority=Authority.third_party,
        certainty=Confidence.high,
        url=document.url,
        note="A prediction market was settled so, by its own rules.",
        evidence=document.evidence,
    )


def _question(document: Document, names: ModelNames) -> Said | None:
    """What the question of a market claims, whatever the market says of it."""
    title = document.title
    if not title or len(title) > LONGEST:
        return None
    asking = _asking(document, title, document.market or {}, names)
    return _dated(asking, names) or _property(asking, names) if asking else None


def _asking(
    document: Document, title: str, market: dict[str, Any], names: ModelNames
) -> Asking | None:
    """The question, where it is about a model and its vendor is the only one named."""
    title = LABEL.sub("", title, count=1) if title.startswith("[") else title
    parted = STRIKE.fullmatch(title)
    question = parted["question"] if parted else title
    models, vendors = names.mentions_and_vendors(question)
    vendors = [v for v in vendors if not any(m.start <= v.start < m.end for m in models)]
    if not models or any(vendor.vendor != models[0].vendor for vendor in vendors):
        return None
    words = question
    spans = [(models[0].start, models[0].end, MODEL)]
    spans += [(vendor.start, vendor.end, VENDOR) for vendor in vendors]
    spans += [(rival.start, rival.end, RIVAL) for rival in models[1:]]
    for start, end, token in sorted(spans, reverse=True):
        words = words[:start] + token + words[end:]
    return Asking(
        words=" ".join(words.split()),
        strike=parted["strike"].strip() if parted else None,
        model=models[0],
        rival=models[-1].text,
        opened=document.published,
        closes=date.fromisoformat(market["closes"]) if "closes" in market else None,
    )


def _dated(asking: Asking, names: ModelNames) -> Said | None:
    """The day of release that is asked for; where it stands twice, both must agree."""
    whole = DATED.fullmatch(asking.words)
    days = [_release(asking, whole, whole["when"], names)] if whole else []
    if asking.strike:
        opened = OPEN.fullmatch(asking.words) or whole
        when = _struck(asking.strike, opened) if opened else None
        days.append(_release(asking, opened, when, names) if opened and when else None)
    first = days[0] if days else None
    same = first and all(
        other and (other.op, other.value) == (first.op, first.value) for other in days
    )
    return first if same else None


def _struck(strike: str, question: re.Match[str]) -> str | None:
    """The time that a strike stands for, with its preposition or with that of its question."""
    if re.fullmatch(WHEN, strike, re.IGNORECASE):
        return strike
    opened = question.groupdict()
    day_asked = opened.get("open") or opened["date"]
    blank = opened.get("blank") or ("in" if day_asked else None)
    if blank and re.fullmatch(WHEN, f"{blank} {strike}", re.IGNORECASE):
        return f"{blank} {strike}"
    return None


def _release(asking: Asking, event: re.Match[str], when: str, names: ModelNames) -> Said | None:
    """The one reading of "MODEL will be released WHEN", if the market's closing bears it out."""
    found = event.groupdict()
    verb = found["done"] or found["do"] or found["go"] or "released"
    done = "announced" if verb.lower().startswith(ANNOUNCING) else "released"
    for limit, plain in PLAIN_LIMITS.items():
        when = re.sub(rf"^{limit}\b", plain, when, flags=re.IGNORECASE)
    for full in _full(when, asking):
        text = f"{asking.model.text} will be {done} {full}."
        said = _only(Statement(text, asking.opened, f"{verb} {when}"), asking, names)
        if said and said.attribute == "release_date" and _borne_out(said, when, asking):
            return said
    return None


def _full(when: str, asking: Asking) -> Iterator[str]:
    """`when` with its year: the one that is printed, else the one in which the market closes.

    "By 2027" and "by June" are meant by some to take the period in and by others to end with
    its beginning: both are tried, and the market's closing decides.
    """
    when = YEARS_END.sub(r"the end of \1", when)
    if not re.search(YEAR, when):
        if asking.closes is None:
            return
        year = (asking.closes - NEXT_MORNING).year
        when = THIS_YEAR.sub(f"the end of {year}", when)
        if not re.search(YEAR, when):
            when = TO_BE_DATED.sub(lambda found: _with_year(found[0], year), when)
    yield when
    if BARE_LIMIT.fullmatch(when):
        yield re.sub(r"^by\b", "before", when, flags=re.IGNORECASE)


def _with_year(day: str, year: int) -> str:
    """The day or period with its year: "June 30, 2026", "June 2026"."""
    day_last = re.fullmatch(rf"{MONTH} {NUMBER}", day, re.IGNORECASE)
    return f"{day}, {year}" if day_last else f"{day} {year}"


def _borne_out(said: Said, when: str, asking: Asking) -> bool:
    """Whether the market closes when a market on that day would."""
    last = date.fromisoformat(said.value[1] if isinstance(said.value, list) else said.value)
    if BARE_LIMIT.fullmatch(when):
        return asking.closes is not None and abs(last - asking.closes) <= NEARBY
    if re.search(YEAR, when) or asking.closes is None:
        return True
    over = asking.opened is not None and last < asking.opened
    return last - asking.closes <= CLOSING and not (over and asking.closes - last > CLOSING)


def _property(asking: Asking, names: ModelNames) -> Said | None:
    """What the model is asked to have or to reach, whenever that may be."""
    whole = PROPERTY.fullmatch(asking.words)
    if whole is None or asking.strike:
        return None
    rest = whole["rest"].replace(RIVAL, asking.rival)
    text = f"{asking.model.text} will {rest}."
    said = _only(Statement(text, asking.opened, rest), asking, names)
    if said is None or said.attribute not in PROPERTIES:
        return None
    # No market means a score of 60% or a window of 2 million tokens to be met exactly.
    bounded = said.op in BOUNDS or said.attribute not in NUMBERS
    known = _is_benchmark(whole["benchmark"] or whole["rank"])
    return said if known and bounded else None


def _is_benchmark(name: str | None) -> bool:
    """Whether all of `name`, where there is one, is the name of a benchmark.

    What stands behind a name may be a part of the benchmark that nobody registered.
    """
    found = Benchmarks.shipped().find(name) if name else []
    return name is None or [(one.start, one.end) for one in found] == [(0, len(name))]


def _only(statement: Statement, asking: Asking, names: ModelNames) -> Said | None:
    """What a statement says of the model, if it says one thing and asserts it."""
    found = extract(statement, names)
    if len(found) != 1 or found[0].model != asking.model.model:
        return None
    if found[0].polarity is not Polarity.asserts:
        return None
    return replace(found[0], cue=f"market question: {statement.said_as}")
