"""The form by which a person decides, and what it says once it is sent."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from streamlit.delta_generator import DeltaGenerator

from app.dashboard.wording import MARKS
from app.deciding import LONGEST_ADDRESS, LONGEST_REASON, Word
from app.errors import DecisionError
from app.vocabulary import DecisionKind, Outcome, Standing

RULE, DISPUTE = "rule", "dispute"
OTHERS = {RULE: "Leave it to the rule", DISPUTE: "Dispute the verdict as it stands"}


class Filled(NamedTuple):
    """The form as it was sent; `choice` is an outcome, `RULE`, `DISPUTE`, or nothing."""

    choice: str | None
    because: str
    evidence: str
    known_on: date | None

    def word(self, name: str) -> Word:
        """What the person called `name` says. Raises `DecisionError` where nothing was chosen."""
        if not self.choice:
            raise DecisionError("choose how it came out")
        outcome = None if self.choice in OTHERS else Outcome(self.choice)
        kind = DecisionKind.disputes if self.choice == DISPUTE else DecisionKind.decides
        return Word(self.because, name, outcome, kind, self.evidence, self.known_on)


def ask(place: DeltaGenerator, today: date) -> Filled | None:
    """Draw the form; what it says, when it is sent."""
    form = place.form("decide")
    choice = form.selectbox(
        "How did it come out?",
        [*(outcome.value for outcome in Outcome), RULE, DISPUTE],
        index=None,
        format_func=_word,
        placeholder="Choose",
        key="choice",
    )
    because = form.text_area("Because", max_chars=LONGEST_REASON, key="because")
    evidence = form.text_input(
        "Evidence",
        max_chars=LONGEST_ADDRESS,
        placeholder="https://… the page that bears it out",
        key="evidence",
    )
    known_on = form.date_input("Could be known from", value=None, max_value=today, key="known-on")
    sent = form.form_submit_button("Put it on record", type="primary", key="sent")
    return Filled(choice, because or "", evidence or "", known_on) if sent else None


def _word(choice: str) -> str:
    return OTHERS.get(choice) or MARKS[Standing(choice)].word
