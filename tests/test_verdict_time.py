"""What a verdict says of time: deadlines, silence, what went stale, since when it was so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from app.schema import Fact, Verdict
from app.verdicts import settle
from app.verdicts.silence import line_up_of
from app.vocabulary import ATTRIBUTES, Authority, Outcome
from tests.verdict_samples import ORB, OUT, claim, day, fact, released

GRACE = ATTRIBUTES["release_date"].grace
CATALOGUE = "https://list.example/acme"


def line_up(read: date, *models: str) -> Fact:
    """What a catalogue listed of Acme's models on a day."""
    return fact(
        "other",
        sorted(models),
        model=line_up_of(claim("variant", "mini")),
        qualifier="lineup",
        since=read.isoformat(),
        known=read.isoformat(),
        authority=Authority.catalogue,
        url=CATALOGUE,
    )


def priced(value: float, since: str, **more: Any) -> Fact:
    """The input price from a day on."""
    fields = {"qualifier": "input", "unit": "usd_per_mtok", "since": since, "known": since}
    return fact("price", value, **(fields | more))


def input_price(value: float) -> Any:
    return claim("price", value, qualifier="input", unit="usd_per_mtok")


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        (claim("release_date", "2030-06-30", "by", unit="date"), "2030-06-30"),
        (claim("release_date", ["2030-04-01", "2030-06-30"], "in", unit="date"), "2030-06-30"),
        (claim("release_date", "2030-06", "approx", unit="date"), "2030-06-30"),
        (claim("release_date", "2030-06-30", "ge", unit="date"), None),
        (claim("release_stage", "released", at=day("2030-05-02")), "2030-05-02"),
        (claim("benchmark_rank", "all", "gt", at=day("2030-05-02")), "2030-05-02"),
        (claim("context_window", 9000, unit="tokens"), None),
        (claim("release_date", "some day", unit="date"), None),
    ],
)
def test_a_claim_runs_until_the_last_day_that_it_names(said: Any, ends: str | None) -> None:
    assert settle(said, [], day("2030-03-01")).deadline == (day(ends) if ends else None)


def test_a_claim_is_overdue_from_the_day_after_its_deadline_until_somebody_speaks() -> None:
    said = claim("release_date", "2030-06-30", "by", unit="date")
    on_the_day = settle(said, [], day("2030-06-30"))
    after = settle(said, [], day("2030-07-01"))
    spoken = settle(said, [released()], OUT + timedelta(1))
    assert (on_the_day.outcome, on_the_day.overdue) == (Outcome.open, False)
    assert (after.outcome, after.overdue) == (Outcome.open, True)
    assert (spoken.outcome, spoken.overdue) == (Outcome.refuted, False)


@pytest.mark.parametrize(
    ("listed", "waited", "outcome"),
    [
        ((), GRACE + timedelta(1), Outcome.refuted),
        ((), GRACE, Outcome.open),
        ((ORB,), GRACE + timedelta(1), Outcome.open),
        ((f"{ORB}-2030-06-01",), GRACE + timedelta(1), Outcome.open),
        (("acme/orb-50",), GRACE + timedelta(1), Outcome.refuted),
    ],
)
def test_silence_counts_once_a_catalogue_had_its_grace_and_does_not_list_it(
    listed: tuple[str, ...], waited: timedelta, outcome: Outcome
) -> None:
    ends = day("2030-06-30")
    said = claim("release_date", "2030-06-30", "by", unit="date")
    read = line_up(ends + waited, "acme/disc-1", *listed)
    verdict = settle(said, [read], ends + waited + timedelta(5))
    assert verdict.outcome is outcome
    if outcome is Outcome.refuted:
        assert verdict.facts == [read.id]
        assert verdict.knowable_from == read.known_at
        assert "60 days" in verdict.reason


def test_a_line_up_that_was_not_read_yet_tells_nothing() -> None:
    said = claim("release_date", "2030-06-30", "by", unit="date")
    read = line_up(day("2030-12-01"), "acme/disc-1")
    assert settle(said, [read], day("2030-11-30")).outcome is Outcome.open
    assert settle(said, [read], day("2030-12-01")).outcome is Outcome.refuted


@pytest.mark.parametrize("model", ["acme/next", "acme/periwinkle", "unknown/wisp"])
def test_no_catalogue_lists_a_codename_so_its_silence_tells_nothing(model: str) -> None:
    said = claim("release_date", "2030-01-31", "by", unit="date", model=model)
    read = line_up(day("2030-12-01"), "acme/disc-1")
    assert settle(said, [read], day("2031-01-01")).outcome is Outcome.open


@pytest.mark.parametrize(
    ("value", "read_after", "listed", "outcome"),
    [
        ("mini", 91, (ORB,), Outcome.refuted),
        ("mini", 90, (ORB,), Outcome.open),
        ("mini", 91, (ORB, f"{ORB}-mini"), Outcome.open),
        ("a smaller one for phones", 91, (ORB,), Outcome.open),
    ],
)
def test_a_variant_that_nobody_lists_a_quarter_after_the_release_does_not_exist(
    value: str, read_after: int, listed: tuple[str, ...], outcome: Outcome
) -> None:
    read = line_up(OUT + timedelta(read_after), *listed)
    verdict = settle(claim("variant", value), [released(), read], OUT + timedelta(120))
    assert verdict.outcome is outcome


def test_a_denied_variant_that_nobody_lists_was_rightly_denied() -> None:
    read = line_up(OUT + timedelta(91), ORB)
    said = claim("variant", "mini", denied=True)
    assert settle(said, [released(), read], OUT + timedelta(120)).outcome is Outcome.confirmed


def test_a_stage_of_a_day_is_refuted_by_silence_only_where_it_would_be_listed() -> None:
    at = day("2030-01-05")
    read = line_up(at + GRACE + timedelta(1), "acme/disc-1")
    today = at + GRACE + timedelta(2)
    out = settle(claim("release_stage", "released", at=at), [read], today)
    trained = settle(claim("release_stage", "training", at=at), [read], today)
    assert (out.outcome, out.facts) == (Outcome.refuted, [read.id])
    assert trained.outcome is Outcome.unverifiable


def test_a_price_that_was_cut_is_stale_from_that_day() -> None:
    old, new = priced(5, "2030-09-10"), priced(3, "2030-12-01")
    verdict = settle(input_price(5), [old, new], day("2031-01-01"))
    assert (verdict.outcome, verdict.stale_since) == (Outcome.confirmed, day("2030-12-01"))
    assert verdict.stale_when_published(day("2030-11-30")) is False
    assert verdict.stale_when_published(day("2030-12-01")) is True
    assert settle(input_price(5), [old, new], day("2030-11-30")).stale_since is None
    assert settle(input_price(3), [old, new], day("2031-01-01")).stale_since is None


def test_a_price_that_came_back_is_not_stale() -> None:
    steps = [priced(5, "2030-09-10"), priced(3, "2030-12-01"), priced(5, "2031-02-01")]
    assert settle(input_price(5), steps, day("2031-03-01")).stale_since is None
    assert settle(input_price(5), steps, day("2031-01-01")).stale_since == day("2030-12-01")


def test_another_sources_value_is_disagreement_and_no_change() -> None:
    mine = priced(5, "2030-09-10")
    theirs = priced(3, "2030-12-01", url=CATALOGUE, authority=Authority.catalogue)
    verdict = settle(input_price(5), [mine, theirs], day("2031-01-01"))
    assert (verdict.outcome, verdict.stale_since) == (Outcome.confirmed, None)
    assert verdict.dissent == [theirs.id]


def test_a_score_once_reported_is_never_stale() -> None:
    first = fact("benchmark_score", 70.1, qualifier="mmlu", unit="percent")
    rerun = fact("benchmark_score", 72.3, qualifier="mmlu", unit="percent", known="2030-12-01")
    said = claim("benchmark_score", 70.1, qualifier="mmlu", unit="percent")
    assert settle(said, [first, rerun], day("2031-01-01")).stale_since is None


def test_what_can_no_longer_be_had_is_stale_from_the_day_it_was_shut() -> None:
    there = fact("availability", value=True, qualifier="api")
    shut = fact("availability", value=False, qualifier="api", known="2031-02-01")
    said = claim("availability", value=True, qualifier="api")
    verdict = settle(said, [there, shut], day("2031-03-01"))
    assert verdict.outcome is Outcome.confirmed
    assert (verdict.true_from, verdict.stale_since) == (OUT, day("2031-02-01"))
    assert settle(said, [there, shut], day("2031-01-31")).stale_since is None


def test_a_release_is_so_from_its_day_on_and_a_stage_once_reached_stays_reached() -> None:
    gone = fact("release_stage", "deprecated", known="2031-02-01")
    verdict = settle(claim("release_stage", "released"), [released(), gone], day("2031-03-01"))
    assert (verdict.true_from, verdict.stale_since) == (OUT, None)


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        ("2031-01-31", Outcome.refuted),
        ("2031-02-01", Outcome.confirmed),
        ("2031-03-15", Outcome.confirmed),
        ("2031-05-01", Outcome.confirmed),
        ("2031-08-01", Outcome.open),
    ],
)
def test_a_deprecation_is_a_course_from_its_announcement_to_its_end(
    at: str, outcome: Outcome
) -> None:
    told = fact("release_stage", "deprecated", known="2031-02-01")
    ended = fact("release_stage", "deprecated", known="2031-05-01")
    said = claim("release_stage", "deprecated", at=day(at))
    assert settle(said, [released(), told, ended], day("2031-06-01")).outcome is outcome


def test_a_days_rank_waits_for_its_snapshot_before_it_is_given_up() -> None:
    said = claim("benchmark_rank", "all", "gt", qualifier="arena", at=day("2030-05-02"))
    outcomes = [settle(said, [], day(on)).outcome for on in ("2030-07-31", "2030-08-01")]
    assert outcomes == [Outcome.open, Outcome.unverifiable]


def test_a_month_on_record_settles_no_day_in_it() -> None:
    month = fact("release_date", ["2030-09-01", "2030-09-30"], "in", unit="date")
    inside = claim("release_date", "2030-09-10", unit="date")
    around = claim("release_date", ["2030-07-01", "2030-09-30"], "in", unit="date")
    before = claim("release_date", "2030-08-31", "by", unit="date")
    outcomes = [settle(one, [month], day("2031-01-01")).outcome for one in (inside, around, before)]
    assert outcomes == [Outcome.open, Outcome.confirmed, Outcome.refuted]


def test_a_score_says_whose_run_it_was() -> None:
    said = claim("benchmark_score", 70.1, qualifier="mmlu", unit="percent")
    own = fact("benchmark_score", 70.1, qualifier="mmlu", unit="percent")
    other = fact(
        "benchmark_score", 70.1, qualifier="mmlu", unit="percent", authority=Authority.third_party
    )
    assert "of its own run" in settle(said, [own], day("2031-01-01")).reason
    assert "of an independent run" in settle(said, [other], day("2031-01-01")).reason


def test_nothing_is_stale_that_was_not_confirmed() -> None:
    verdict = Verdict(
        claim_id="1", outcome=Outcome.refuted, reason="", rule="number", stale_since=OUT
    )
    assert verdict.stale_when_published(OUT) is None


@pytest.mark.parametrize(("knowable", "false"), [("2030-08-01", True), ("2030-08-02", False)])
def test_a_text_of_which_the_month_alone_is_known_may_have_been_in_time(
    knowable: str,
    false: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    verdict = settle(claim("context_window", 9000, unit="tokens"), [], day("2030-12-01"))
    verdict.outcome, verdict.knowable_from = Outcome.refuted, day(knowable)
    assert verdict.false_when_published(day("2030-08-01")) is false


def test_what_was_put_off_and_never_spoken_of_again_missed_its_day() -> None:
    ends = day("2030-06-30")
    said = claim("release_date", "2030-06-30", "by", unit="date")
    put_off = fact("release_stage", "delayed", known="2030-05-01")
    tested = fact("release_stage", "limited_test", known="2030-06-01")
    late = ends + GRACE + timedelta(1)
    assert settle(said, [put_off], late - timedelta(1)).overdue
    refuted = settle(said, [put_off], late)
    assert (refuted.outcome, refuted.knowable_from) == (Outcome.refuted, ends + timedelta(1))
    assert settle(said, [put_off, tested], late).outcome is Outcome.open


@pytest.mark.parametrize("attribute", ["benchmark_score", "benchmark_rank"])
def test_what_nobody_measured_in_the_quarter_after_the_release_stays_unknown(
    attribute: str,
) -> None:
    value: Any = 71.5 if attribute == "benchmark_score" else "globex/lynx-2"
    said = claim(attribute, value, "gt", qualifier="mmlu")
    outcomes = [
        settle(said, [released()], OUT + timedelta(days)).outcome.value for days in (90, 91)
    ]
    assert outcomes == ["open", "unverifiable"]


def test_weights_that_are_kept_may_come_until_their_day_and_its_grace_have_passed() -> None:
    ends = day("2030-12-31")
    said = claim("release_date", "2030-12-31", "by", unit="date", qualifier="weights")
    kept = fact("license", "proprietary")
    facts = [released(), kept]
    late = ends + GRACE + timedelta(1)
    assert settle(said, facts, late - timedelta(1)).outcome is Outcome.open
    refuted = settle(said, facts, late)
    assert (refuted.outcome, refuted.facts) == (Outcome.refuted, [kept.id])
    assert refuted.knowable_from == ends + timedelta(1)


def test_what_is_not_out_may_have_been_announced() -> None:
    said = claim("release_date", "2030-06-30", "by", unit="date", qualifier="announced")
    not_out = fact("release_stage", "released", denied=True, known="2030-08-01")
    not_said = fact("release_stage", "announced", denied=True, known="2030-08-01")
    today = day("2030-08-15")
    assert settle(said, [not_out], today).outcome is Outcome.open
    assert settle(said, [not_said], today).outcome is Outcome.refuted


def test_a_model_in_an_early_list_is_not_absent_though_later_ones_dropped_it() -> None:
    ends = day("2030-06-30")
    said = claim("release_date", "2030-06-30", "by", unit="date")
    late = ends + GRACE + timedelta(1)
    dropped = [line_up(day("2030-03-01"), ORB), line_up(late, "acme/disc-1")]
    assert settle(said, dropped, late).outcome is Outcome.open


def test_a_denial_of_a_day_is_borne_out_by_a_later_list_without_the_model() -> None:
    said = claim("release_stage", "released", denied=True, said="2030-01-05")
    read = line_up(day("2030-01-05") + GRACE + timedelta(1), "acme/disc-1")
    early = line_up(day("2030-01-05") + GRACE, "acme/disc-1")
    today = day("2030-12-01")
    assert settle(said, [read], today).outcome is Outcome.confirmed
    assert settle(said, [early], today).outcome is Outcome.open
