"""A ledger of invented claims and facts: `python -m benchmarks.ledgers FOLDER CLAIMS`.

Prints, as JSON, the seconds that settling all anew takes, the peak of memory in MB, and the
milliseconds and claims of each of some new facts on models of both kinds (`facts`,
`heavy_facts`). All times are those of the processor: of one core.

Both are spread as in the shipped data: most models have some twenty facts, one in fifty has
as many as the most spoken-of model of the shipped data, and six times the claims of others.
"""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import process_time

from sqlalchemy import Engine, delete
from sqlmodel import Session

from app import pipeline
from app.cli import GARBAGE
from app.schema import Claim, Concern, Fact, Proposition, Verdict
from app.settling import names, settle_everything, touched_by
from app.store import insert, open_ledger, writing
from app.verdicts import models_concerned
from tests.settling_samples import Said, line_up, on_record, pool

TODAY = date(2031, 6, 1)
FIRST = date(2029, 1, 1)
SPAN_DAYS = 800

CLAIMS_EACH = 90  # of an ordinary model
HEAVY_EACH = 600
FACTS_EACH = 17
HEAVY_FACTS = 170  # what GPT-5.5 has in the catalogues together
ONE_HEAVY_IN = 50
FAMILY = ("", "-pro", "-mini", "-flash", "-max")
A_VENDOR = 50  # models
# How many of a hundred claims are about a day, as in the shipped history; the rest is even.
DAYS = 45
DRAWN_AT_ONCE = 25  # from the same few days and the same rival
NEW_FACTS = 60


class Invention:
    """Models, claims and facts, drawn by a seed: the same ledger every time."""

    def __init__(self, claims: int) -> None:
        self._chance = Random(claims)  # noqa: S311 - invention, no secret
        self.claims = claims
        each = (CLAIMS_EACH * (ONE_HEAVY_IN - 1) + HEAVY_EACH) / ONE_HEAVY_IN
        self.models = [self._model(number) for number in range(round(claims / each))]

    @staticmethod
    def _model(number: int) -> str:
        """Families of a plain model and its variants, by vendor."""
        within = number % A_VENDOR
        return (
            f"vendor{number // A_VENDOR}/loom-{within // len(FAMILY)}{FAMILY[within % len(FAMILY)]}"
        )

    def heavy(self) -> list[str]:
        """The models that are spoken of most."""
        return self.models[::ONE_HEAVY_IN]

    def said(self) -> Iterator[Claim]:
        """All claims, each once."""
        for place, model in enumerate(self.models):
            several = HEAVY_EACH if place % ONE_HEAVY_IN == 0 else CLAIMS_EACH
            found: dict[str, Claim] = {}
            drawn = self._claims(model)
            while len(found) < several:
                claim = next(drawn)
                found[claim.id] = claim
            yield from found.values()

    def on_record(self) -> Iterator[Fact]:
        """All facts, each once, with a line-up of each vendor a month."""
        found: dict[str, Fact] = {}
        for place, model in enumerate(self.models):
            for _ in range(HEAVY_FACTS if place % ONE_HEAVY_IN == 0 else FACTS_EACH):
                fact = self.fact(model)
                found[fact.id] = fact
        for vendor in {model.partition("/")[0] for model in self.models}:
            own = [model for model in self.models if model.startswith(f"{vendor}/")]
            for month in range(6):
                fact = line_up(vendor, own[: 40 + month], TODAY - timedelta(30 * (month + 1)))
                found[fact.id] = fact
        yield from found.values()

    def fact(self, model: str) -> Fact:
        """Something put on record of a model."""
        authority = self._chance.choice(("vendor", "vendor_catalogue", "catalogue", "press"))
        return on_record(
            model, self._chance.choice(self._pool(model)), self._day(), authority=authority
        )

    def _claims(self, model: str) -> Iterator[Claim]:
        """Claims on a model, for ever; some come twice."""
        while True:
            said = self._pool(model)
            days = [one for one in said if one["attribute"] == "release_date"]
            for _ in range(DRAWN_AT_ONCE):
                drawn = self._chance.choice(days if self._chance.randrange(100) < DAYS else said)
                proposition = Proposition.model_validate({"model": model, **drawn})
                yield Claim.of(proposition, self._day())

    def _pool(self, model: str) -> list[Said]:
        """What may be said of a model: each time of other days, and held against another rival."""
        first = self._day()
        rival = self._chance.choice(self._rivals(model))
        base = re.sub(r"-[a-z]+$", "", model)
        return pool(rival, base, first, first + timedelta(self._chance.randrange(120)))

    def _rivals(self, model: str) -> list[str]:
        """The few models that one is held against."""
        place = self.models.index(model)
        return [self.models[(place + 7 * step) % len(self.models)] for step in range(1, 5)]

    def _day(self) -> date:
        return FIRST + timedelta(self._chance.randrange(SPAN_DAYS))


def filled(folder: Path, invention: Invention) -> Engine:
    """A ledger of these claims and facts, none of them settled."""
    engine = open_ledger(f"sqlite:///{folder / 'ledger.db'}")
    with writing(engine) as session:
        insert(session, invention.on_record())
        for claim in invention.said():
            concerned = models_concerned(claim, names())
            insert(session, [claim, *(Concern.of(claim.id, model) for model in concerned)])
    return engine


def settled(engine: Engine) -> float:
    """The seconds that settling all anew takes."""
    with writing(engine) as session:
        session.execute(delete(Verdict))
        started = process_time()
        settle_everything(session, TODAY, {})
    return process_time() - started


def taken_in(engine: Engine, fact: Fact) -> tuple[float, int]:
    """The milliseconds that a new fact takes, saved, and how many claims it touches."""
    with Session(engine) as session:
        touched = len(touched_by(session, [fact]))
    started = process_time()
    with writing(engine) as session:
        pipeline.take_in(session, [fact], TODAY)
    return 1000 * (process_time() - started), touched


def main(folder: str, claims: str) -> None:
    """Measure one ledger, with as little looking for garbage as in the program itself."""
    gc.set_threshold(GARBAGE, 20, 20)
    invention = Invention(int(claims))
    engine = filled(Path(folder), invention)
    figures: dict[str, object] = {"settled": settled(engine)}
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = re.search(r"VmHWM:\s*(\d+)", status)
    figures["memory"] = int(peak[1]) / 1024 if peak else 0.0
    light = [model for model in invention.models if model not in set(invention.heavy())]
    taken_in(engine, invention.fact(light[0]))  # what is loaded and made once is no fact's cost
    for kind, models in (("facts", light), ("heavy_facts", invention.heavy())):
        chosen = [models[(7 * turn) % len(models)] for turn in range(NEW_FACTS)]
        figures[kind] = [taken_in(engine, invention.fact(model)) for model in chosen]
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
