"""Who is credited, and what a statement rests on."""

from __future__ import annotations

import pytest

from app.extract.attribution import Sources, speaks_for
from app.extract.speakers import Speakers, speakers
from tests.extract_samples import assertions

WINDOW = "GPT-6 has a 1M token context window"
CREDITS = [
    (f"{WINDOW}.", "author", "none"),
    (f"According to The Information, {WINDOW}.", "The Information", "named"),
    (f"@OpenAI announced that {WINDOW}.", "OpenAI", "official"),
    (f"@Kimi_Moonshot open-sourced it: {WINDOW}.", "@Kimi_Moonshot", "official"),
    (f"@bench_lab: {WINDOW}.", "@bench_lab", "named"),
    (f"Sam Altman, who runs OpenAI, said {WINDOW}.", "Sam Altman", "official"),
    (f"{WINDOW}, well short of the big figures in the post that xAI wrote.", "author", "none"),
    (f"VentureBeat reports that {WINDOW}.", "VentureBeat", "named"),
    (f"Sam Altman said {WINDOW}.", "Sam Altman", "official"),
    (f'Greg Brockman: "{WINDOW}."', "Greg Brockman", "official"),
    (f"Dylan Patel claims {WINDOW}.", "Dylan Patel", "named"),
    (f"OpenAI stated that {WINDOW}.", "OpenAI", "official"),
    (f"Some users report that {WINDOW}.", "community", "community"),
    (f"One comment says {WINDOW}.", "community", "community"),
    (f"Many analysts agree that {WINDOW}.", "author", "community"),
    (f"Industry insiders say {WINDOW}.", "author", "anonymous"),
    (f"A tester who asked not to be named said {WINDOW}.", "author", "anonymous"),
    (f"Two engineers speaking on condition of anonymity said {WINDOW}.", "author", "anonymous"),
    (f"A leaked screenshot shows that {WINDOW}.", "author", "artifact"),
    (f"The leak is big. {WINDOW}, reportedly.", "author", "artifact"),
    (f"Community voices\n\n{WINDOW}.", "community", "community"),
    (f"Polymarket on GPT-6\n\n{WINDOW}.", "Polymarket", "market"),
    (f"CNBC reported these points:\n\n- {WINDOW}.", "CNBC", "named"),
    (f"In this thread, anon_77 notes that {WINDOW}.", "anon_77", "community"),
    (f"We are releasing GPT-6 today. {WINDOW}.", "author", "official"),
    (f"OpenAI's report states that {WINDOW}.", "OpenAI", "official"),
    (f"{WINDOW}, OpenAI announced.", "OpenAI", "official"),
    (f"Polymarket: {WINDOW}, 70%.", "Polymarket", "market"),
    (f"Polymarket has it: {WINDOW}, 70%.", "Polymarket", "market"),
    (f"Testers on LMArena think that {WINDOW}.", "community", "community"),
    (f"Sam Altman said that GPT-6 is near. {WINDOW}, he added.", "Sam Altman", "official"),
    (f"A tester claims that {WINDOW}.", "community", "community"),
    (f"Several people measured it: {WINDOW}.", "community", "community"),
    (f"People who attended the demo say that {WINDOW}.", "author", "anonymous"),
    (f"A pull request hints that {WINDOW}.", "author", "artifact"),
    (f"{WINDOW}, OpenAI's research VP Ada Quill said.", "Ada Quill", "official"),
    (f"Ada Quill, who runs a bakery, says that {WINDOW}.", "Ada Quill", "named"),
    (f"GPT-6 thread\n\n[anna_1] {WINDOW}.\n\n[ben-2] Nice.", "anna_1", "community"),
]


@pytest.mark.parametrize(("text", "speaker", "sourcing"), CREDITS)
def test_a_statement_is_credited_as_its_text_says(text: str, speaker: str, sourcing: str) -> None:
    (found,) = [each for each in assertions(text) if each.attribute == "context_window"]
    assert (found.speaker, found.sourcing) == (speaker, sourcing)


REFERENCES = {
    1: "Editorial_x — Original — https://openai.com/index/x/",
    2: "VentureBeat — A title — https://venturebeat.com/x",
    3: "Small Blog — A title — https://small.example/x",
    4: "Bai, Y., et al. (2022). A title. https://arxiv.org/x",
    5: "nothing at all, really",
    6: "https://www.techcrunch.com/2026/x",
}
CITED = [
    (1, "OpenAI", "official"),
    (2, "VentureBeat", "named"),
    (3, "Small Blog", "named"),
    (4, "author", "none"),
    (5, "author", "none"),
    (6, "TechCrunch", "named"),
]


@pytest.mark.parametrize(("number", "speaker", "sourcing"), CITED)
def test_a_citation_mark_credits_what_it_refers_to(
    number: int, speaker: str, sourcing: str
) -> None:
    credit = Sources(REFERENCES).credited[number]
    assert (credit.speaker, credit.sourcing) == (speaker, sourcing)


def test_a_mark_before_the_statement_counts_where_none_follows() -> None:
    text = f"As told [2], {WINDOW}.\n\n## References\n\n[2] VentureBeat — A — https://v.com/x"
    assert {each.speaker for each in assertions(text)} == {"VentureBeat"}


def test_a_mark_that_refers_to_nothing_credits_nobody() -> None:
    assert {each.speaker for each in assertions(f"{WINDOW} [9].")} == {"author"}


def test_a_list_of_no_speakers_finds_none() -> None:
    assert Speakers([]).find("Sam Altman said so") == []


def test_every_speaker_is_found_by_its_own_name() -> None:
    for name in ("Sam Altman", "The Information", "Polymarket", "OpenAI"):
        assert [entry.name for _, _, entry in speakers().find(f"{name} it is")] == [name]


@pytest.mark.parametrize(
    ("text", "sourcing"),
    [
        ("A leaked memo is out.", "artifact"),
        ("An internal memo is out.", "artifact"),
        ("A memo is out.", "none"),
        ("UI screenshots are out.", "none"),
    ],
)
def test_what_reportedly_holds_after_a_leak_rests_on_it(text: str, sourcing: str) -> None:
    (said,) = assertions(f"{text} GPT-6 reportedly has a 1M token context window.")
    assert said.sourcing == sourcing


def test_a_text_in_the_first_person_speaks_for_its_vendor() -> None:
    assert speaks_for("Today we are introducing our model.", "OpenAI") == "OpenAI"
    assert speaks_for("They are introducing a model.", "OpenAI") is None
    assert speaks_for("Today we are introducing our model.", None) is None


def test_a_user_who_left_is_one_of_the_crowd() -> None:
    text = "A title\n\n[deleted] GPT-7 has a 2M token context window.\n\n[lark_9] Sure."
    assert {(each.speaker, each.sourcing) for each in assertions(text)} == {
        ("community", "community")
    }


@pytest.mark.parametrize(
    ("post", "sourcing"),
    [
        ("The console listed a 4M context window for GPT-7.", "artifact"),
        ("GPT-7 has a 4M context window, it was in the config.", "artifact"),
        ("GPT-7 has a 4M context window.", "community"),
    ],
)
def test_what_a_user_saw_printed_is_an_artefact(post: str, sourcing: str) -> None:
    text = f"A title\n\n[lark_9] {post}\n\n[owl_2] That is what it is in the end."
    assert {(each.speaker, each.sourcing) for each in assertions(text)} == {("lark_9", sourcing)}


def test_of_two_markets_each_is_credited_with_its_own_price() -> None:
    text = (
        "On Polymarket GPT-7 has a 34% chance of release before October 1, "
        "while Kalshi prices a launch of GPT-7 by December 1 at 71 cents."
    )
    found = {each.value: each.speaker for each in assertions(text)}
    assert found == {"2026-09-30": "Polymarket", "2026-12-01": "Kalshi"}


@pytest.mark.parametrize(
    ("text", "speaker", "sourcing"),
    [
        (
            "Qwen9 beats GPT-7 on MATH according to the Qwen team.",
            "Qwen team",
            "official",
        ),
        ("According to posts on X, GPT-7 beats GPT-6.", "community", "community"),
        ("Several users point out that GPT-7 beats GPT-6.", "community", "community"),
    ],
)
def test_a_team_and_a_crowd_are_credited(text: str, speaker: str, sourcing: str) -> None:
    assert {(each.speaker, each.sourcing) for each in assertions(text)} == {(speaker, sourcing)}


def test_a_quoted_line_is_said_by_whom_it_quotes() -> None:
    text = (
        "A title on GPT-7\n\n[lark_9] GPT-7 has a 4M context window. I like it.\n\n"
        "[owl_2] > GPT-7 has a 4M context window\n\nNo way, it is not like that at all."
    )
    assert [each.speaker for each in assertions(text)] == ["lark_9", "lark_9"]
    assert text[assertions(text)[1].start :].startswith("GPT-7 has")


def test_what_nobody_said_before_is_said_by_whoever_quotes_it() -> None:
    text = (
        "A title on GPT-7\n\n[lark_9] I like it as it is.\n\n[owl_2] > GPT-7 has a 4M window\n\nNo."
    )
    assert [each.speaker for each in assertions(text)] == ["owl_2"]


def test_the_company_is_the_maker_of_the_model() -> None:
    text = "Kimi K9 is out. According to the company, Kimi K9 has a 2M token context window."
    said = {each.attribute: (each.speaker, each.sourcing) for each in assertions(text)}
    assert said["context_window"] == ("Moonshot AI", "official")


def test_what_is_praised_where_users_are_quoted_is_praised_by_them() -> None:
    text = "Users like it.\n\nGPT-6 is praised for its lower refusal rate."
    (said,) = assertions(text)
    assert (said.speaker, said.sourcing) == ("community", "community")


@pytest.mark.parametrize("title", ["Gemini API release notes", "Model card: Gemini 6", "Changelog"])
def test_a_page_that_only_vendors_write_is_official(title: str) -> None:
    text = f"# {title}\n\nGemini 6 has a 1M token context window."
    assert {said.sourcing for said in assertions(text)} == {"official"}


def test_a_maker_speaks_of_anothers_model_as_any_named_source_does() -> None:
    (said,) = assertions("Microsoft said GPT-6 has a 1M token context window.")
    assert (said.speaker, said.sourcing) == ("Microsoft", "named")
