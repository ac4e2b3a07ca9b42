from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.schema import Claim, Proposition
from app.verdicts import settle
from app.verdicts.conditions import conditions
from app.verdicts.evidence import MIRROR
from app.vocabulary import ATTRIBUTES, DATED_WHEN_DENIED, Op, Outcome, Polarity, Stage, ValueKind
from tests.verdict_samples import ORB, TODAY, claim, fact, outcome, released

FIGURE = r"(-?[\d,]+(?:\.\d+)?)"
VALUES: dict[ValueKind, list[Any]] = {
    ValueKind.date: ["2030-09-10", ["2030-09-01", "2030-09-30"], "2030-09", None, "soon"],
    ValueKind.stage: [stage.value for stage in Stage],
    ValueKind.name: ["Orb 5", "Marble"],
    ValueKind.flag: [True, False, "on a waiting list"],
    ValueKind.number: [128_000, [1, 2], "globex/lynx-2", "large", 0],
    ValueKind.score: [71.4, [70, 80], "globex/lynx-2", "high"],
    ValueKind.rank: ["all", "globex/lynx-2", 3],
    ValueKind.member: ["pro", "video", "moe", "dense", "open_weights", "proprietary", "Apache-2.0"],
    ValueKind.ratio: [0.5, [0.5, 0.7], 2],
    ValueKind.model: ["acme/orb-4", "acme/plum"],
    ValueKind.phrase: ["trained on mirrors", 500, True, False],
}
SENTENCE = re.compile(r"[A-Z].*\.")


def every_claim() -> list[Claim]:
    """A claim of every attribute, qualifier, operator, polarity and sort of value."""
    found = []
    for row in ATTRIBUTES.values():
        for value in VALUES[row.kind]:
            for op in Op:
                for polarity in Polarity:
                    for qualifier in {*row.qualifiers, None, "price_disclosed"}:
                        fields = {"model": ORB, "attribute": row.name, "op": op, "value": value}
                        more = {"polarity": polarity, "qualifier": qualifier, "unit": row.units[0]}
                        said = Proposition.model_validate(fields | more)
                        found.append(Claim.of(said, date(2030, 8, 1)))
    return found


@pytest.mark.parametrize("row", ATTRIBUTES.values(), ids=lambda row: row.name)
def test_every_claim_says_what_will_decide_it(row: Any) -> None:
    for one in every_claim():
        if one.attribute == row.name:
            told = conditions(one)
            said = [told.confirms, told.refutes, told.where, told.partly, told.unverifiable]
            assert all(SENTENCE.fullmatch(text) for text in said if text is not None), said
            assert told.confirms != told.refutes or told.confirms.startswith("Nothing can: ")


def test_what_can_be_settled_by_nothing_says_so_and_settles_unverifiable() -> None:
    for one in every_claim():
        told = conditions(one)
        if told.confirms.startswith("Nothing can: "):
            assert outcome(one) == Outcome.unverifiable, one


def test_a_claim_with_a_day_of_its_own_cannot_be_decided_before_its_grace() -> None:
    told = conditions(claim("release_date", "2030-06-30", "by", unit="date"))
    assert told.deadline == date(2030, 6, 30)
    assert told.grace_until == date(2030, 8, 29)
    assert conditions(claim("context_window", 128_000, unit="tokens")).deadline is None
    endless = conditions(claim("release_date", "2030-06-30", "ge", unit="date"))
    assert (endless.deadline, endless.grace_until) == (None, None)


SENTENCES = [
    (
        claim("context_window", 2_000_000, unit="tokens"),
        (
            "A record puts its context window between 1,818,190 and 2,222,220 tokens. A count in "
            "steps of 1,024 that reads the same agrees too."
        ),
        "A record puts its context window below 1,666,660 or above 2,500,000 tokens.",
    ),
    (
        claim("price", 1.05, unit="usd_per_mtok", qualifier="input"),
        "A record puts its price (input) between 1.045 and 1.055 USD per million tokens.",
        "A record puts its price (input) below 0.954545 or above 1.16667 USD per million tokens.",
    ),
    (
        claim("benchmark_score", 80, "gt", unit="percent", qualifier="mmlu"),
        "A record puts its benchmark score (mmlu) above 80 %.",
        "A record puts its benchmark score (mmlu) at 80 % or less.",
    ),
    (
        claim("benchmark_score", 1500, "ge", unit="elo", qualifier="arena"),
        "A record puts its benchmark score (arena) at 1,500 elo or more.",
        "A record puts its benchmark score (arena) below 1,470.58 elo.",
    ),
    (
        claim("price_change", [0.5, 0.7], "range", unit="ratio", baseline="acme/orb-4"),
        (
            "A record puts its price between 0.454546 and 0.75 times acme/orb-4's. The multiple "
            "may stand on record, or be worked out of both figures."
        ),
        "A record puts its price below 0.454545 or above 0.777778 times acme/orb-4's.",
    ),
    (
        claim("release_date", "2030-06-30", "by", unit="date"),
        "A record puts its first public availability on 2030-06-30 or earlier.",
        (
            "A record puts its first public availability after 2030-06-30. Or it is given up, or "
            "a record of a day after 2030-06-30 has it still to come. Or its delay is the last "
            "word 60 days after 2030-06-30. Or a list of all the vendor's models, read more than "
            "60 days after 2030-06-30, does not have it, nor does any other."
        ),
    ),
    (
        claim("release_date", "2030-06-30", "ge", unit="date", qualifier="weights"),
        (
            "A record puts the release of its weights on 2030-06-30 or later. Where no such day is "
            "on record, its first availability counts, if they are given away."
        ),
        "A record puts the release of its weights before 2030-06-30.",
    ),
    (
        claim("knowledge_cutoff", "2030-03", unit="date"),
        "A record puts its knowledge cutoff in 2030-03.",
        "A record puts its knowledge cutoff in a month further from that.",
    ),
    (
        claim("release_stage", "preview", denied=True),
        (
            "A record has it in preview, or at a stage that implies it (released) only from a day "
            "after 2030-08-01 on, or not in preview on that day. Or a list of all the vendor's "
            "models, read more than 60 days after 2030-08-01, does not have it, nor does any other."
        ),
        (
            "A record has it in preview, or at a stage that implies it (released) on 2030-08-01 or "
            "earlier."
        ),
    ),
    (
        claim("variant", "pro", denied=True),
        (
            "A record says that there is none, or a line-up read in full does not have it. Or a "
            "list of all the vendor's models does not have acme/orb-5-pro, read more than 90 days "
            "after acme/orb-5 came out."
        ),
        "A record names the variant, or puts acme/orb-5-pro itself on the market.",
    ),
]


@pytest.mark.parametrize(("said", "confirms", "refutes"), SENTENCES)
def test_sentences_bear_the_figures_and_days_worked_out(
    said: Claim, confirms: str, refutes: str
) -> None:
    told = conditions(said)
    assert (told.confirms, told.refutes) == (confirms, refutes)


UNITS = {"context_window": "tokens", "price": "usd_per_mtok", "benchmark_score": "percent"}
NUMBERS = st.one_of(
    st.integers(1, 10**10),
    st.integers(1, 999).map(lambda digits: digits * 1000),
    st.decimals("0.01", "9999", places=2).map(float),
)
SIMPLE = [op for op in Op if op not in (Op.range, Op.in_, Op.by)]
BETWEEN = 8  # places within a stretch that are tried


def figures_in(sentence: str, word: str) -> list[float]:
    """The figures after a word of a sentence."""
    found = re.search(rf"{word} {FIGURE}(?: (?:and|or above) {FIGURE})?", sentence)
    return [float(one.replace(",", "")) for one in found.groups() if one] if found else []


def settled_by(said: Claim, figure: float) -> str:
    return outcome(said, fact(said.attribute, figure, unit=said.unit, qualifier=said.qualifier))


@st.composite
def numbers(draw: st.DrawFn, attributes: tuple[str, ...] = tuple(UNITS)) -> Claim:
    attribute = draw(st.sampled_from(attributes))
    op = draw(st.sampled_from([*SIMPLE, Op.range]))
    value: Any = draw(NUMBERS)
    if op is Op.range:
        value = sorted([value, draw(NUMBERS)])
        assume(value[0] != value[1])
    denied = draw(st.booleans())
    return claim(attribute, value, op, unit=UNITS[attribute], qualifier="input", denied=denied)


def swapped(said: Claim, expected: Outcome) -> Outcome:
    return MIRROR.get(expected, expected) if said.polarity is Polarity.denies else expected


@given(numbers(), st.floats(0.001, 0.999))
def test_a_figure_within_the_stated_bounds_confirms(said: Claim, place: float) -> None:
    told = conditions(said)
    agrees = told.refutes if said.polarity is Polarity.denies else told.confirms
    if bounds := figures_in(agrees, "between"):
        inside = bounds[0] + (bounds[1] - bounds[0]) * place
    elif bounds := figures_in(agrees, "above") or re.findall(rf"at {FIGURE}.* or more", agrees):
        inside = float(str(bounds[0]).replace(",", "")) * (1.0001 + place)
    else:
        [bound] = figures_in(agrees, "below") or re.findall(rf"at {FIGURE}.* or less", agrees)
        inside = float(str(bound).replace(",", "")) * (0.9999 - place * 0.99)
    assert settled_by(said, inside) == swapped(said, Outcome.confirmed)


@given(numbers(("price", "benchmark_score")), st.floats(0.001, 0.999))
def test_a_figure_outside_of_the_stated_bounds_refutes(said: Claim, place: float) -> None:
    told = conditions(said)
    misses = told.confirms if said.polarity is Polarity.denies else told.refutes
    beyond = []
    if below := figures_in(misses, "below") or re.findall(rf"at {FIGURE}.* or less", misses):
        beyond.append(float(str(below[0]).replace(",", "")) * (0.9999 - place))
    if above := re.findall(rf"(?:above {FIGURE}|at {FIGURE}.* or more)", misses):
        last = next(one for one in above[-1] if one)
        beyond.append(float(last.replace(",", "")) * (1.0001 + place))
    assert beyond
    for figure in beyond:
        assert settled_by(said, figure) == swapped(said, Outcome.refuted)


@given(numbers(("price", "benchmark_score")), st.floats(0.001, 0.999))
def test_a_figure_that_is_said_to_be_near_makes_it_right_in_part(said: Claim, place: float) -> None:
    told = conditions(said)
    assume(told.partly is not None)
    bounds = figures_in(told.partly or "", "between")
    assume(bool(bounds))
    figure = bounds[0] + (bounds[1] - bounds[0]) * place
    assert settled_by(said, figure) in (Outcome.partly, swapped(said, Outcome.confirmed))


DAYS = st.dates(date(2030, 2, 1), date(2030, 12, 31))
WINDOWED = [Op.eq, Op.by, Op.le, Op.lt, Op.ge, Op.gt, Op.approx]


@given(named=DAYS, op=st.sampled_from(WINDOWED), came=DAYS, denied=st.booleans())
def test_a_day_on_record_decides_as_the_sentence_says(
    *, named: date, op: Op, came: date, denied: bool
) -> None:
    said = claim("release_date", named.isoformat(), op, unit="date", denied=denied)
    told = conditions(said)
    text = told.refutes if denied else told.confirms
    days = [date.fromisoformat(one) for one in re.findall(r"\d{4}-\d\d-\d\d", text)]
    first, last = days[0], days[-1]
    within = {
        "earlier.": came <= last,
        "later.": came >= first,
    }.get(text.rpartition(" ")[2], first <= came <= last)
    expected = swapped(said, Outcome.confirmed if within else Outcome.refuted)
    assert outcome(said, released(came.isoformat())) == expected


@given(DAYS)
def test_silence_counts_from_the_day_after_the_grace(named: date) -> None:
    said = claim("release_date", named.isoformat(), "by", unit="date")
    until = conditions(said).grace_until
    assert until is not None
    for late, expected in ((0, Outcome.open), (1, Outcome.refuted)):
        read = until + timedelta(days=late)
        line_up = fact(
            "other",
            ["acme/orb-4"],
            qualifier="lineup",
            model="acme/all-models",
            known=read.isoformat(),
            authority="catalogue",
        )
        assert outcome(said, line_up, today=max(read, TODAY)) == expected


NAMES = st.sampled_from(["Orb 5", "orb-5", "Marble", "Marble 2", "Plum"])


@given(said=NAMES, known=NAMES, denied=st.booleans())
def test_a_name_on_record_decides_as_the_sentence_says(
    *, said: str, known: str, denied: bool
) -> None:
    one = claim("official_name", said, denied=denied)
    told = conditions(one)
    quoted = told.refutes if denied else told.confirms
    assert f"“{said}”" in quoted
    same = known.lower().replace(" ", "-") == said.lower().replace(" ", "-")
    expected = Outcome.confirmed if same is not denied else Outcome.refuted
    record = fact("official_name", known, known="2030-07-01")
    assert outcome(one, record) == expected


LICENSES = st.sampled_from(["Apache-2.0", "MIT", "open_weights", "proprietary"])


@given(LICENSES, LICENSES)
def test_a_licence_on_record_decides_as_the_sentence_says(said: str, known: str) -> None:
    told = conditions(claim("license", said))
    found = outcome(claim("license", said), fact("license", known))
    gives = known != "proprietary"
    words = {
        "A record gives its weights away under any terms.": gives,
        "A record has it proprietary.": not gives,
        f"A record gives its licence as “{said}”.": known == said,
    }
    if words[told.confirms]:
        assert found == Outcome.confirmed
    elif known == "open_weights" and said != "proprietary":
        assert "settles nothing" in told.refutes
        assert found == Outcome.open
    else:
        assert found == Outcome.refuted


@given(wanted=st.sampled_from(sorted(Stage)), denied=st.booleans(), since=DAYS)
def test_a_stage_on_record_decides_as_the_sentence_says(
    *, wanted: Stage, denied: bool, since: date
) -> None:
    said = claim("release_stage", wanted.value, denied=denied)
    told = conditions(said)
    record = fact("release_stage", wanted.value, known=since.isoformat())
    if not denied:
        assert told.confirms.endswith("on whatever day.")
        assert outcome(said, record) == Outcome.confirmed
    else:
        day = date.fromisoformat(re.findall(r"\d{4}-\d\d-\d\d", told.refutes)[0])
        assert outcome(said, record) == (Outcome.refuted if since <= day else Outcome.confirmed)


def test_a_denial_swaps_what_confirms_and_what_refutes() -> None:
    for one in every_claim():
        if one.polarity is Polarity.asserts and one.attribute not in DATED_WHEN_DENIED:
            denied = conditions(Claim.checked(one.model_dump() | {"polarity": Polarity.denies}))
            told = conditions(one)
            assert (denied.confirms, denied.refutes) == (told.refutes, told.confirms)


@pytest.mark.parametrize(("known", "expected"), [(500, "refuted"), (700, "confirmed")])
def test_a_denied_figure_under_a_free_name_is_held_to_the_mirror(known: int, expected: str) -> None:
    said = claim("other", 500, unit="people", qualifier="testers", denied=True)
    assert figures_in(conditions(said).refutes, "between") == [454.546, 550]
    assert settle(
        said, [fact("other", known, unit="people", qualifier="testers")], TODAY
    ).outcome == (expected)
