"""What the rules read of release dates and knowledge cutoffs."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract_samples import claims

CASES = [
    ("OpenAI will release GPT-6 on 3 June 2026.", ["openai/gpt-6 release_date eq 2026-06-03"]),
    (
        "GPT-6 went GA on 31 March.",
        ["openai/gpt-6 release_date eq 2026-03-31"],
    ),
    (
        "GPT-5's training data ends in June 2025; GPT-6's cutoff is January 2026.",
        [
            "openai/gpt-5 knowledge_cutoff in ['2025-06-01', '2025-06-30']",
            "openai/gpt-6 knowledge_cutoff in ['2026-01-01', '2026-01-31']",
        ],
    ),
    (
        "Google praised Gemini 3 Pro while OpenAI pushed back the release of its GPT-6 to May.",
        [
            "openai/gpt-6 release_date in ['2026-05-01', '2026-05-31']",
            "openai/gpt-6 release_stage eq delayed",
        ],
    ),
    ("Launched GPT-6 nano in public preview.", ["openai/gpt-6-nano release_stage eq preview"]),
    (
        "I'd put GPT-6 at 60% by the end of September.",
        ["openai/gpt-6 release_date by 2026-09-30"],
    ),
    # What a model learns has a day of its own.
    (
        "GPT-6 should land in May. Voice output is planned for June.",
        [
            "openai/gpt-6 modality[output] eq audio",
            "openai/gpt-6 release_date in ['2026-05-01', '2026-05-31']",
        ],
    ),
    (
        "GPT-6 should land in late 2026.",
        ["openai/gpt-6 release_date in ['2026-09-01', '2026-12-31']"],
    ),
    (
        "Google shipped Gemini 2.5 Pro (March 2025) and Gemini 3 Pro (November 2025).",
        [
            "google/gemini-2.5-pro release_date in ['2025-03-01', '2025-03-31']",
            "google/gemini-3-pro release_date in ['2025-11-01', '2025-11-30']",
        ],
    ),
    (
        "Gemini 2.5 Pro and Gemini 2.5 Flash (2025) are alike.",
        [
            "google/gemini-2.5-flash release_date in ['2025-01-01', '2025-12-31']",
            "google/gemini-2.5-pro release_date in ['2025-01-01', '2025-12-31']",
        ],
    ),
    (
        "Claude 4 and Claude 5 came out in 2025 and 2026.",
        [
            "anthropic/claude-4 release_date in ['2025-01-01', '2025-12-31']",
            "anthropic/claude-5 release_date in ['2026-01-01', '2026-12-31']",
        ],
    ),
    (
        "The July 2024 release of Llama 3.1 pleased many.",
        ["meta/llama-3.1 release_date in ['2024-07-01', '2024-07-31']"],
    ),
    (
        "Where the 2025-era GPT-5 stumbled, GPT-6 runs.",
        ["openai/gpt-5 release_date in ['2025-01-01', '2025-12-31']"],
    ),
    ("In early 2025 GPT-5 was news.", []),
    ("As of March 2026, GPT-5 is still the default.", []),
    (
        "Grok 5 has slipped to July.",
        [
            "xai/grok-5 release_date in ['2026-07-01', '2026-07-31']",
            "xai/grok-5 release_stage eq delayed",
        ],
    ),
    (
        "On 9 April 2026, xAI told reporters something surprising: it announced Grok 5.",
        ["xai/grok-5 release_date[announced] eq 2026-04-09"],
    ),
    (
        "GPT-6 will reach the API on May 5, according to the roadmap.",
        ["openai/gpt-6 release_date eq 2026-05-05"],
    ),
    (
        "OpenAI launched GPT-5 in ChatGPT on August 7, 2025.",
        ["openai/gpt-5 release_date[chat] eq 2025-08-07"],
    ),
    (
        "Meta released the weights of Llama 4 on April 5, 2025.",
        ["meta/llama-4 release_date[weights] eq 2025-04-05"],
    ),
    (
        "The knowledge cutoff of GPT-5 is June 2025.",
        ["openai/gpt-5 knowledge_cutoff in ['2025-06-01', '2025-06-30']"],
    ),
    (
        "Gemini 3.5 Pro was spotted on LMArena in February 2026.",
        [
            "google/gemini-3.5-pro availability[lmarena] eq True",
            "google/gemini-3.5-pro release_stage eq limited_test",
        ],
    ),
    ("Firms met in June 2026 to talk about GPT-6 and tea.", []),
    ("GPT-6 is rumored for the coming years.", []),
    (
        "GPT-6 mini will follow in the coming weeks.",
        ["openai/gpt-6-mini release_date by 2026-05-01"],
    ),
    ("GPT-6 is near. Their other toy came out last month.", []),
    (
        "The training data of GPT-6 now runs to December 2025.",
        ["openai/gpt-6 knowledge_cutoff in ['2025-12-01', '2025-12-31']"],
    ),
    (
        "GPT-6 has a cutoff of March 2026.",
        ["openai/gpt-6 knowledge_cutoff in ['2026-03-01', '2026-03-31']"],
    ),
    ("According to Bloomberg, GPT-6 is imminent.", ["openai/gpt-6 release_date by 2026-05-01"]),
    ("The launch of GPT-6 had been set for March.", []),
    (
        "Bloomberg had reported in March that GPT-6 would arrive in the summer.",
        ["openai/gpt-6 release_date in ['2026-06-01', '2026-08-31']"],
    ),
    (
        "GPT-6 has an August 2025 cutoff.",
        ["openai/gpt-6 knowledge_cutoff in ['2025-08-01', '2025-08-31']"],
    ),
    (
        "Polymarket has GPT-6 and puts it at 44% by April 30.",
        ["openai/gpt-6 release_date by 2026-04-30"],
    ),
    ("GPT-6 isn't expected before spring 2027.", ["openai/gpt-6 release_date ge 2027-03-01"]),
    (
        "GPT-6 will be generally available on July 8, OpenAI announced on Monday.",
        ["openai/gpt-6 release_date eq 2026-07-08"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_says_what_a_reader_would_write_down(text: str, expected: list[str]) -> None:
    assert sorted(claims(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "GPT-7 was supposed to ship at the end of October.",
            "openai/gpt-7 release_date in ['2025-10-21', '2025-10-31']",
        ),
        (
            "GPT-7 ships in the first week of December.",
            "openai/gpt-7 release_date in ['2026-12-01', '2026-12-07']",
        ),
        (
            "GPT-7 ships in the last week of June 2027.",
            "openai/gpt-7 release_date in ['2027-06-24', '2027-06-30']",
        ),
        (
            "GPT-7 is due the week of June 8.",
            "openai/gpt-7 release_date in ['2026-06-08', '2026-06-14']",
        ),
        ("GPT-7 ships before Thanksgiving.", "openai/gpt-7 release_date by 2026-11-25"),
        ("GPT-7 will be out before the summer.", "openai/gpt-7 release_date by 2026-05-31"),
        ("GPT-7 would land before Lunar New Year.", "openai/gpt-7 release_date by 2027-02-05"),
        ("GPT-7 is planned for New Year 2027.", "openai/gpt-7 release_date eq 2027-01-01"),
        (
            "Grok 9 Fast has been available since last Friday.",
            "xai/grok-9-fast release_date eq 2026-03-27",
        ),
        (
            "GPT-4 was launched on March 14, 2023 and GPT-5 followed on August 7, 2025.",
            "openai/gpt-5 release_date eq 2025-08-07",
        ),
        (
            "GPT-7 has been pushed to 2027.",
            "openai/gpt-7 release_date in ['2027-01-01', '2027-12-31']",
        ),
        (
            "xAI says that an enterprise API will follow for Grok 9 later this month.",
            "xai/grok-9 release_date[api] in ['2026-04-01', '2026-04-30']",
        ),
        (
            "GPT-7's release date is June 3rd, it leaked today.",
            "openai/gpt-7 release_date eq 2026-06-03",
        ),
        ("GPT-7 launches on Tuesday.", "openai/gpt-7 release_date eq 2026-04-07"),
        ("GPT-7 isn't even out yet.", "not openai/gpt-7 release_stage eq released"),
    ],
)
def test_a_date_in_everyday_words_is_read(text: str, expected: str) -> None:
    assert expected in claims(text)


def test_an_almanac_ends_where_no_feast_is_known() -> None:
    assert "release_date" not in " ".join(claims("GPT-7 ships by Lunar New Year 2077."))


@pytest.mark.parametrize(
    "text",
    [
        "GPT-7 is a separate model, as The Information reported in July.",
        "GPT-7 is shaping up to be the most anticipated AI release of 2026.",
        "GPT-7 is trained where more chips are coming online this year.",
    ],
)
def test_a_day_of_something_else_is_no_release(text: str) -> None:
    assert not [claim for claim in claims(text) if "release_date" in claim]


def test_a_window_in_beta_is_no_preview_of_the_model() -> None:
    assert not [c for c in claims("GPT-7 has a 1M window in beta.") if "release_stage" in c]


def test_the_month_of_may_says_nothing_of_what_may_come() -> None:
    text = "Grok 6 is now in Cursor, three weeks after its debut on May 7."
    assert "xai/grok-6 release_date eq 2026-05-07" in claims(text, date(2026, 5, 28))
