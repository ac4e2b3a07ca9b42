from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.data_files import read_facts
from app.model_names import ModelNames
from app.schema import Claim, Fact, Proposition, Verdict
from app.verdicts import RULES, models_concerned, public_on, settle
from app.vocabulary import ATTRIBUTES, Op, Outcome, Polarity, Stage, ValueKind
from tests.verdict_samples import LYNX, ORB, TODAY, claim, day, fact, outcome, released, settled

SHARED = Path(__file__).resolve().parents[2] / "shared"
LABELLED_ON = date(2026, 11, 21)
"""The day as of which the labelled verdicts were given."""


def test_every_kind_of_value_has_one_rule() -> None:
    assert set(RULES) == set(ValueKind)
    assert len({rule.__name__ for rule in RULES.values()}) == len(RULES)


def test_a_verdict_carries_its_facts_its_rule_and_one_sentence() -> None:
    on_record = fact("context_window", 1_050_000, unit="tokens")
    said = claim("context_window", 2_000_000, unit="tokens")
    verdict = settled(said, on_record)
    assert verdict.claim_id == said.id
    assert verdict.facts == [on_record.id]
    assert verdict.rule == "number"
    assert verdict.knowable_from == on_record.known_at
    assert verdict.reason.endswith(".")


def test_the_deciding_fact_comes_first() -> None:
    late = fact("context_window", 1_050_000, unit="tokens", known="2030-09-11")
    early = fact("context_window", 1_000_000, "approx", unit="tokens")
    verdict = settled(claim("context_window", 2_000_000, unit="tokens"), late, early)
    assert verdict.facts == [early.id, late.id]
    assert verdict.knowable_from == early.known_at


def test_open_and_unverifiable_claims_have_no_day() -> None:
    for verdict in (settled(claim("price", 5)), settled(claim("capability", "tool use"))):
        assert verdict.knowable_from is None
        assert verdict.false_when_published(date(2030, 8, 1)) is None


def test_a_value_claimed_for_a_day_cannot_be_missed_before_it() -> None:
    on_record = fact("context_window", 500_000, unit="tokens")
    soon = claim("context_window", 1_000_000, unit="tokens", at=day("2030-10-01"))
    assert settled(soon, on_record).knowable_from == day("2030-10-01")
    assert outcome(soon, on_record, today=day("2030-09-20")) == "open"
    right = claim("context_window", 500_000, unit="tokens", at=day("2030-10-01"))
    assert settled(right, on_record).knowable_from == day("2030-09-10")


def test_the_order_of_facts_changes_nothing() -> None:
    facts = [released(), fact("variant", "pro"), fact("official_name", "Orb 5")]
    said = claim("release_date", "2030-12-31", "by", unit="date")
    assert settled(said, *facts) == settled(said, *reversed(facts))


class Registry:
    """The other ids of two invented models."""

    def also(self, model: str) -> tuple[str, ...]:
        return {LYNX: (f"{LYNX}-preview",), ORB: ("acme/disc",)}.get(model, ())


@pytest.mark.parametrize(
    ("said", "models"),
    [
        (claim("context_window", 5), (ORB, "acme/disc", "acme/orb")),
        (
            claim("benchmark_rank", LYNX, "gt", baseline=LYNX),
            (ORB, LYNX, "acme/disc", f"{LYNX}-preview", "acme/orb"),
        ),
        (
            claim("variant", "Deep Think"),
            (ORB, "acme/disc", "acme/orb", f"{ORB}-deep-think", "acme/all-models"),
        ),
        (claim("price", 5, model="acme/orb-5-pro"), ("acme/orb-5-pro", ORB, "acme/orb")),
        (claim("price", 5, model="acme/orb"), ("acme/orb",)),
    ],
)
def test_a_claim_concerns_its_model_its_kin_and_its_rivals(
    said: Claim, models: tuple[str, ...]
) -> None:
    assert models_concerned(said, Registry()) == models


def test_without_a_registry_only_names_in_the_claim_count() -> None:
    assert models_concerned(claim("context_window", 5)) == (ORB, "acme/orb")


def test_a_page_without_a_day_was_public_when_its_fact_was_true_at_the_earliest() -> None:
    assert public_on(released("2030-09-10", known_at=None)) == day("2030-09-10")


def test_what_is_only_announced_is_not_known_to_be_so() -> None:
    ends = fact("release_stage", "deprecated", since="2031-09-24", known="2031-03-24")
    assert public_on(ends) == day("2031-09-24")
    assert outcome(claim("release_stage", "deprecated"), ends) == "open"
    later = day("2031-10-01")
    assert outcome(claim("release_stage", "deprecated"), ends, today=later) == "confirmed"


MODELS = st.sampled_from([ORB, LYNX, f"{ORB}-pro", "acme/orb"])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from([*Stage, ORB, LYNX, "all", "2030-09", "open_weights", "moe", "0001-01-01"]),
    st.lists(st.one_of(st.integers(), st.dates().map(str), st.text(max_size=4)), max_size=3),
)
DAYS = st.dates(date(2029, 1, 1), date(2032, 1, 1))


@st.composite
def propositions(draw: Any) -> dict[str, Any]:
    row = ATTRIBUTES[draw(st.sampled_from(sorted(ATTRIBUTES)))]
    value = draw(st.sampled_from(sorted(Stage)) if row.kind is ValueKind.stage else VALUES)
    return {
        "model": draw(MODELS),
        "attribute": row.name,
        "qualifier": draw(st.sampled_from([*row.qualifiers, "price_disclosed", "x-at-launch"])),
        "op": draw(st.sampled_from(Op)),
        "value": value,
        "baseline": draw(st.sampled_from([None, LYNX])),
        "at": draw(st.one_of(st.none(), DAYS)),
        "unit": draw(st.sampled_from(row.units)),
        "polarity": draw(st.sampled_from(Polarity)),
    }


@st.composite
def facts_of_record(draw: Any) -> Fact:
    said = draw(propositions())
    since = draw(DAYS)
    if ATTRIBUTES[said["attribute"]].kind is ValueKind.date:
        said |= {"value": since.isoformat(), "op": Op.eq}
    return fact(**said | {"denied": said.pop("polarity") is Polarity.denies, "valid_from": since})


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(propositions(), st.lists(facts_of_record(), max_size=6), st.one_of(st.none(), DAYS))
def test_no_claim_and_no_facts_make_settling_fail(
    said: dict[str, Any], facts: list[Fact], published: date | None
) -> None:
    put_forward = Claim.of(Proposition.model_validate(said), published)
    verdict = settle(put_forward, facts, TODAY)
    if verdict.outcome in (Outcome.confirmed, Outcome.partly, Outcome.refuted):
        assert verdict.facts
        assert verdict.knowable_from is not None
        assert verdict.knowable_from <= TODAY
    else:
        assert verdict.knowable_from is None
    assert set(verdict.facts) <= {one.id for one in facts if public_on(one) <= TODAY}


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(propositions(), st.lists(facts_of_record(), max_size=5), DAYS)
def test_what_was_not_public_that_day_changes_no_verdict_of_that_day(
    said: dict[str, Any], facts: list[Fact], today: date
) -> None:
    put_forward = Claim.of(Proposition.model_validate(said), date(2029, 6, 1))
    known = [one for one in facts if public_on(one) <= today]
    assert settle(put_forward, facts, today) == settle(put_forward, known, today)


def _labelled(name: str) -> list[dict[str, Any]]:
    path = SHARED / "gold" / name
    if not path.exists():
        pytest.skip(f"the labels are not here: {path}")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _key(label: dict[str, Any]) -> str:
    parts = ("doc", "start", "end", "model", "attribute", "qualifier", "op", "value", "polarity")
    return json.dumps([label[part] for part in parts])


def _published(documents: list[dict[str, Any]], name: str) -> date | None:
    printed = next(row["published"] for row in documents if row["doc"] == name)
    return date.fromisoformat(printed if len(printed) > 7 else f"{printed}-01") if printed else None


def _settled(label: dict[str, Any], published: date | None, facts: list[Fact]) -> Verdict:
    fields = {name: label.get(name) for name in Proposition.model_fields}
    if isinstance(fields["at"], list):
        fields["at"] = fields["at"][-1]  # by the end of a window its event has happened
    said = Claim.of(Proposition.model_validate(fields), published)
    models = set(models_concerned(said, ModelNames.shipped()))
    return settle(said, [one for one in facts if one.model in models], LABELLED_ON)


def test_shipped_facts_settle_the_labelled_claims_as_people_did() -> None:
    """Of those settled by rule at least 95 %, of all at least 85 %, verdict and falsehood alike."""
    labels, documents = _labelled("verdicts.jsonl"), _labelled("documents.jsonl")
    said = {_key(label): label for label in _labelled("seeds.jsonl")}
    facts = read_facts()
    agreed: dict[str, list[bool]] = {"rule": [], "judgement": []}
    for label in labels:
        published = _published(documents, label["doc"])
        verdict = _settled(said[_key(label)], published, facts)
        falsehood = verdict.false_when_published(published)
        same = (verdict.outcome.value, falsehood) == (
            label["verdict"],
            label["false_when_published"],
        )
        agreed[label["settled_by"]].append(same)
    everything = agreed["rule"] + agreed["judgement"]
    assert sum(agreed["rule"]) / len(agreed["rule"]) >= 0.95
    assert sum(everything) / len(everything) >= 0.85


def test_only_what_the_polarity_says_turns_a_verdict_round() -> None:
    known = fact("modality", "video", qualifier="input", denied=True)
    assert outcome(claim("modality", "video", qualifier="input"), known) == "refuted"
    assert outcome(claim("modality", "video", qualifier="input", denied=True), known) == "confirmed"
