"""The forms of sentences that state facts in release notes, with models' names masked.

A mask is the number of the model between two letters of no language; the group `models` is
one of them, or a list.
"""

from __future__ import annotations

import re

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'“\ue000])|\n(?:- )?")

WORD = re.compile(r"[^\W_]+")
OF_A_PREVIEW = re.compile(r"-(?:preview|exp|experimental|beta)\b", re.IGNORECASE)
MARKS = re.compile(r"[\ue000\ue001]")
MASKED = re.compile(r"\ue000(\d+)\ue001")
ID = r"[^()\s,\d]*\d[^()\s,]*"  # what a model is called by in the API, behind its name
IDS = re.compile(rf"\s*\({ID}(?:(?:, and |, | and ){ID})*\)")
MODEL = r"(?:[Tt]he )?\ue000\d+\ue001(?: models?\b)?"
MODELS = rf"(?P<models>{MODEL}(?:(?:, and |, | and | & ){MODEL})*)"

WE = r"(?:(?:Today,? )?[Ww]e(?:['’]ve| have)? (?:just )?(?:also )?)?"
API = r"(?:in|on|to|via|through|across) the (?:[A-Z]\w* )?API\b"
END = r"(?=\s*[.!]?$|, with\b)"
ENDED = "deprecated|retired|shut down"
TOKENS = r"(?P<size>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?) ?(?P<times>[KkMm]?)[- ]tokens? context window"
TIMES = {"": 1, "k": 1_000, "m": 1_000_000}
OPEN_END = r"(?=[.!*]*$|, (?:our|an?|the)\b)"  # after a comma may come what it is, not where
LAUNCHES = (
    re.compile(rf"{WE}(?i:launched|released|introduced) {MODELS}(?: {API}| today)?{OPEN_END}"),
    re.compile(rf"{MODELS}(?:, [^,]*,)? (?:is|are) now available(?:{END}| {API}(?! for\b))"),
)
PREVIEW = re.compile(
    rf"{WE}(?:(?:launched|released|introduced|announced)(?: that)? )?{MODELS}"
    r"(?: (?:is|are)(?: now)? available)? (?:as an?|in) "
    r"(?:(?:public|private|research|gated|limited|early) )*preview(?=[.,;:!]|$| for | as part of )"
)
ENDS = (
    re.compile(rf"{WE}(?i:announced the deprecation of|{ENDED}) {MODELS}{END}"),
    re.compile(rf"{MODELS} (?:is|are|ha(?:s|ve) been) (?:now )?(?:{ENDED}){END}"),
)
WINDOW = re.compile(
    rf"The {TOKENS} is now generally available (?:for|on|in|with) {MODELS}(?=[.,;]|$| at )"
)
SUPPORTS = re.compile(rf"{MODELS} (?:supports?|has|have) an? {TOKENS}\b")
HAS_WINDOW = re.compile(rf"\b(?:with|supports|has) an? {TOKENS}\b")
PRICES = re.compile(
    r"\$(?P<input>\d+(?:\.\d+)?)(?: ?/ ?| per (?:million|1M|M) input tokens and )"
    r"\$(?P<output>\d+(?:\.\d+)?) per (?:MTok|(?:million|1M|M)(?: output)? tokens)\b"
)

# In the sentence of a launch or of a window, these mean that it is none for everybody, or not
# the first. "May" with a capital is a month.
UNSURE = re.compile(
    r"\b(?:not|never|no longer|will|plan\w*|soon|coming|if|may|might|expect\w*|previews?|beta|"
    r"alpha|experimental|waitlist|early access|gated|limited|select(?:ed)?|invit\w+|stable|"
    r"general availability|GA|upgraded|new version|snapshot|again|back)\b"
)

# Beside a price or a window, these mean that it is another's, or holds for a while only.
OF_ANOTHER = re.compile(
    r"\b(?:from|down|up to|was|were|previous\w*|instead|than|compared|introductory|promotion\w*|"
    r"discount\w*|through|until|thereafter|starting)\b"
)
