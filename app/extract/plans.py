"""Who can use a model: the plans and regions that have it, and the public that has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.extract.patterns import caseless
from app.extract.reach import available
from app.extract.reading import Finding, Reading
from app.extract.rules import rule

DATED_WITHIN = 4  # characters between a product and the day that a model reaches it
OBJECT_WITHIN = 30  # characters between "get" and the model that is got

_PLAN = (
    r"(?:(?:chatgpt|claude|gemini|copilot|x|le\schat|perplexity|grok)\s)?(?:free|plus|pro|team|teams"
    r"|business|enterprise|edu|max|ultra|premium\+?|advanced|supergrok|heavy|go)"
)
_PEOPLE = r"(?:users|subscribers|customers|members|accounts|subscriptions?|plans?|tiers?)\b"
_LIST = rf"{_PLAN}(?:(?:,\s|,?\sand\s|/|\s(?:and|or)\s){_PLAN}){{0,4}}"
# "Out for Plus and Team users", "the default for Free and Pro".
_FOR = caseless(
    rf"\b(?:for|to)\s(?:all\s|paying\s|paid\s|both\s|the\s)?(?P<plans>{_LIST})(?:\s{_PEOPLE}|(?=[.,;]|$))"
)
# "Free users won't get it; Plus users will": the model was named before.
_GET_IT = caseless(
    rf"\b(?P<plans>{_PLAN})\s{_PEOPLE}\s(?:will(?:\sget\sit)?(?=[,.;]|$)"
    r"|(?:(?:will|can|now|do|won['’]t|can['’]t|cannot|don['’]t)\s)?(?:not\s)?(?:get|use|have|try)\s(?:it|access)\b)"
)
_WITH_PLAN = caseless(rf"\b(?P<plans>{_LIST})\s{_PEOPLE}")
# "Free users get X", "the Pro plan will have X first".
_GET = caseless(
    rf"\b(?P<plans>{_LIST})\s{_PEOPLE}(?:\sat\s\$\d+)?\s(?:(?!not\b)\w+\s){{0,3}}?(?:gets?|receives?|have|has|gains?)\s"
)
_ONE = caseless(_PLAN)
# "Plus users get 5 queries per month", "80 messages every 3 hours on the Pro plan".
_ALLOTTED = caseless(
    r"(?P<much>(?:unlimited|up\sto\s\d{1,5}|\d{1,5})\s(?:\w+\s)?"
    r"(?:queries|messages|prompts|requests|uses|generations|images|videos)"
    r"(?:\s(?:per|an?|every|each)\s(?:\d{1,2}\s)?(?:day|week|month|hours?|minute))|unlimited\s(?:use|usage|access))\b"
)
_ALLOTTED_WITHIN = 60  # characters between a plan and what it gets
_FREE = caseless(
    r"\bfree\s(?:for|to)\s(?:everyone|everybody|all)\b|"
    r"\b(?:is|be|are|remains?|stays?|available)\s(?:for\s)?free(?:\sfor\s(?:all|everyone|everybody)|\sto\suse)?"
    r"(?=\s?[.,;?!]|\s(?:for\s(?:now|all)|in\s\w+)\b|$)"
)
_SITE = (
    r"(?:Amazon\sBedrock|AWS(?:\sBedrock)?|Bedrock|Azure(?:\sAI\sFoundry)?|Google\sCloud|Vertex(?:\sAI)?"
    r"|Microsoft\sFoundry|OpenRouter|Hugging\sFace|GitHub\sCopilot|Copilot|Snowflake|Databricks|Poe)"
)
FOLLOWING = re.compile(
    rf"\b(?P<sites>{_SITE}(?:(?:,\s|,?\sand\s){_SITE}){{0,5}})\s(?:support\s|access\s|availability\s)?"
    r"(?:will\sfollow|to\sfollow)"
)
# "Just weeks after X hit ChatGPT": a product that has the model.
_HITS = caseless(
    r"\s(?:has\s|have\s|had\s|just\s|finally\s|already\s){0,2}(?:hits?|reach(?:es|ed)|joins?|joined|lands?\s(?:in|on)|landed\s(?:in|on))\s(?:the\s)?"
    r"(?P<where>chatgpt|gemini\sapp|claude\.ai|le\schat|github\scopilot|copilot|cursor|amazon\sbedrock|bedrock|azure"
    r"|vertex\sai|openrouter|hugging\sface|api)\b"
)
_SITE_NAME = re.compile(_SITE)
_PRODUCT = (
    rf"(?:{_SITE}|ChatGPT|Codex|Cursor|Windsurf|AI\sStudio|Le\sChat|Claude\sCode|Gemini\sapp)"
)
_OWNED = rf"(?:[A-Z]\w+(?:\s[A-Z]\w+)?['’]s\s)?{_PRODUCT}"
# "X is also on Amazon Bedrock and Google Cloud's Vertex AI", "the default model in Cursor".
_ON_SITE = re.compile(
    r"\b(?:is|are)(?:\s(?:also|now|already|live|back|the\sdefault(?:\smodel)?))*\s(?:on|in)\s(?:the\s)?"
    rf"(?P<sites>{_OWNED}(?:(?:,\s|,?\sand\s){_OWNED}){{0,5}})(?![\w-])"
)
# "Cursor now offers X".
_OFFERS = re.compile(
    rf"\b(?P<sites>{_PRODUCT}(?:(?:,\s|,?\sand\s){_PRODUCT}){{0,3}})(?:\s(?:now|also|already|has|have|just))*"
    r"\s(?:offers?|added|adds|gets?|got|supports?|lists|hosts|carries)\s(?:(?:the|support|for|access|to)\s)*"
)
_PRODUCT_NAME = re.compile(rf"{_PRODUCT}(?!['’]s)")
_RELEASED = caseless(
    r"\b(?:out|available|availability|default|live|roll\w*|launch\w*|access\w*|ships?|shipping|now|here|open"
    r"|offered|enabled|selectable|accessible|unlocked|free)\b"
)
_REGION = caseless(
    r"\b(?:(?P<no>not|n['’]t)\s(?:yet\s)?)?(?:available|live|out|offered|launch\w*)?\s?in\s(?:the\s)?"
    r"(?P<where>eu|uk|european\sunion|us|united\sstates|united\skingdom|china|japan|india)\b(?P<yet>\syet)?"
)
_NOT_GENERAL = caseless(
    r"\b(?:not|n['’]t|never)\s(?:yet\s)?(?:(?:made\s)?(?:generally|broadly)\savailable"
    r"|(?:available|open|accessible)\sto\s(?:the\s)?(?:general\s)?public)\b"
    r"|\b(?:only|exclusively)\s(?:available\s)?(?:for|to|with)\s(?:\w+\s){0,2}partners\b"
)


def _for_plans(reading: Reading) -> Iterator[Finding]:
    """Plans that a model is out for."""
    for cue in _FOR.finditer(reading.text):
        if _RELEASED.search(reading.text, *reading.clause(cue.start())):
            for model in reading.holders(*cue.span()):
                yield from _plans(cue, model)


def _that_get(reading: Reading) -> Iterator[Finding]:
    """Plans whose users get the model named behind the verb."""
    for cue in _GET.finditer(reading.text):
        near = [a for a in reading.anchors if 0 <= a.start - cue.end() <= OBJECT_WITHIN]
        for model in near[0].models if near else ():
            yield from _plans(cue, model)


def _that_get_it(reading: Reading) -> Iterator[Finding]:
    """Plans whose users get what was spoken of."""
    for cue in _GET_IT.finditer(reading.text):
        for model in reading.anchors[-1].models if reading.anchors else reading.scope:
            yield from _plans(cue, model)


def _plans(cue: re.Match[str], model: str) -> Iterator[Finding]:
    for plan in _ONE.finditer(cue["plans"]):
        start = cue.start("plans")
        yield available(model, plan.group(), start, cue.end(), cue.group())


def _allotted(reading: Reading) -> Iterator[Finding]:
    """How much of a model a plan gets."""
    for cue in _ALLOTTED.finditer(reading.text):
        left, right = max(cue.start() - _ALLOTTED_WITHIN, 0), cue.end() + _ALLOTTED_WITHIN
        plan = _WITH_PLAN.search(reading.text, left, cue.start()) or _WITH_PLAN.search(
            reading.text, cue.end(), right
        )
        alone = [a.models for a in reading.anchors if a.places]
        holders = reading.holders(*cue.span()) or (alone[0] if len(alone) == 1 else ())
        for model in holders[:1] if plan else ():
            for one in _ONE.finditer(plan["plans"] if plan else ""):
                found = available(model, one.group(), *cue.span(), cue.group())
                yield replace(found, value=cue["much"])


def _free(reading: Reading) -> Iterator[Finding]:
    """“GPT-6 will be free”."""
    for cue in _FREE.finditer(reading.text):
        for model in reading.holders(*cue.span())[:1]:
            yield available(model, "free", *cue.span(), cue.group())


def _hitting(reading: Reading) -> Iterator[Finding]:
    """“X hit ChatGPT": the product is right behind the model."""
    for anchor in reading.anchors:
        cue = _HITS.match(reading.text, anchor.end)
        dated = cue and any(0 <= w.start - cue.end() <= DATED_WITHIN for w in reading.windows)
        if cue and not dated:  # with a day it is a release
            for model in anchor.models:
                yield available(model, cue["where"], *cue.span(), cue.group().strip())


def _following(reading: Reading) -> Iterator[Finding]:
    """“Amazon Bedrock and Azure will follow”: places that get the model too."""
    for cue in FOLLOWING.finditer(reading.text):
        for site in _SITE_NAME.finditer(cue["sites"]):
            for model in reading.holders(*cue.span()):
                verb = (cue.end("sites"), cue.end())  # where the wording stands
                yield available(model, site.group().lower(), *verb, cue["sites"])


def _on_sites(reading: Reading) -> Iterator[Finding]:
    """Products that have the model, told of it or of them."""
    for cue in _ON_SITE.finditer(reading.text):
        for model in reading.holders(cue.start(), cue.end()):
            yield from _sites(cue, model)
    for cue in _OFFERS.finditer(reading.text):
        offered = [a for a in reading.anchors if a.places and a.start - cue.end() in (0, 1)]
        for model in offered[0].models if offered else ():
            yield from _sites(cue, model)


def _sites(cue: re.Match[str], model: str) -> Iterator[Finding]:
    for site in _PRODUCT_NAME.finditer(cue["sites"]):
        yield available(model, site.group().lower(), cue.start(), cue.end(), cue.group().strip())


def _in_regions(reading: Reading) -> Iterator[Finding]:
    """A region that does not have the model yet."""
    for cue in _REGION.finditer(reading.text):
        if cue["no"] and (cue["yet"] or "available" in cue.group()):
            for model in reading.holders(*cue.span())[:1]:
                yield available(model, cue["where"], *cue.span(), cue.group(), denies=True)


def _not_general(reading: Reading) -> Iterator[Finding]:
    """CLAIMS: "not generally available", "only for partners"."""
    for cue in _NOT_GENERAL.finditer(reading.text):
        for model in reading.holders(*cue.span())[:1]:
            yield available(model, "general", *cue.span(), cue.group(), denies=True)


RULES = (
    rule(
        _for_plans,
        *("users", "subscri", "customers", "members", "accounts", "plan", "tier", "default"),
    ),
    rule(_that_get, "users", "subscri", "customers", "members", "accounts", "plan", "tier"),
    rule(
        _allotted, "queries", "messages", "prompts", "requests", "uses", "generations", "unlimited"
    ),
    rule(_that_get_it, _GET_IT),
    rule(_free, " free"),
    rule(_hitting, _HITS),
    rule(_following, "follow"),
    rule(
        _on_sites,
        *("bedrock", "aws", "azure", "google cloud", "vertex", "foundry", "openrouter"),
        *("hugging face", "copilot", "snowflake", "databricks", "poe", "chatgpt", "codex"),
        *("cursor", "windsurf", "ai studio", "le chat", "claude code", "gemini app"),
    ),
    rule(_in_regions, "not ", "n't ", "n’t "),
    rule(_not_general, "general", "public", "broadly", "partners"),
)
"""Who can use a model."""
