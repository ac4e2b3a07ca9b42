"""Who is credited with a statement, and what it rests on.

Looked for, in this order: a person, outlet, vendor or crowd that the sentence credits; what a
citation mark refers to; a leaked artefact or unnamed insiders; the poster of a forum; the
section ("Polymarket"); the document's own standing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from app.extract.layout import Kind
from app.extract.patterns import caseless
from app.extract.segments import Segment
from app.extract.speakers import bare, speakers
from app.registries import SpeakerEntry
from app.vocabulary import Sourcing

AUTHOR = "author"
CROWD = "community"
_GONE = frozenset({"deleted", "removed"})  # what a forum prints for a user who left
LONGEST_ENTRY = 60  # characters of a publisher's name in a reference

_SAYS = (
    r"(?:report(?:s|ed|ing)?|sa(?:ys|id|y|ying)|claim(?:s|ed|ing)?|not(?:es|ed|ing)|suggest(?:s|ed|ing)?|stat(?:es|ed|ing)|confirm(?:s|ed)?|"
    r"writ(?:es|ing)|wrote|tweet(?:s|ed)?|post(?:s|ed)?|hint(?:s|ed|ing)?(?:\sat)?|predict(?:s|ed)?|estimat(?:es|ed)|argu(?:es|ed|e)|think(?:s)?|thought|believ(?:es|ed|e)|"
    r"speculat(?:es|ed|e|ing)|expect(?:s|ed)?|call(?:s|ed|ing)?|describ(?:es|ed)|reveal(?:s|ed)?|highlight(?:s|ed)?|mention(?:s|ed)?|found|find(?:s)?|tells?|told|"
    r"broke\sthe|promis(?:es|ed)|committed|stress(?:es|ed)|explain(?:s|ed)?|den(?:ies|ied|ying)|acknowledg\w+|admit(?:s|ted)?|puts?|giv(?:es|e|ing)|gave|pric(?:es|ed)|assign(?:s|ed)?|impl(?:ies|ied)|provid(?:es|ed)|show(?:s|ed|ing)|"
    r"shared|leaked|announced\sthat|insist(?:s|ed)?|warn(?:s|ed)?|react(?:s|ed|ing)?|interpret(?:s|ed|ing)?|quot(?:es|ed)|discuss(?:es|ed|ing)?|prais(?:es|ed)|criticiz\w+|express(?:es|ed)?|"
    r"notic(?:es|ed)|observ(?:es|ed)|anticipat(?:es|ed|e)|recommend(?:s|ed)?|point(?:s|ed)?\sout|ask(?:s|ed)?|question(?:s|ed|ing)?|prefer(?:s|red)?|feel(?:s)?|felt|consider(?:s)?)"
)
_VENDOR_SAYS = (
    r"(?:sa(?:ys|id)|stat(?:es|ed)|claim(?:s|ed)|confirm(?:s|ed)\sthat|committed|promis(?:es|ed)|describ(?:es|ed)|wrote|writes|told|not(?:es|ed)|explain(?:s|ed)|"
    r"has\s(?:said|stated|committed|promised|described|claimed|confirmed\sthat)|positions|insist(?:s|ed)|den(?:ies|ied))"
)
_APPOSED = r"(?:,\s(?:who|which|whose|the|an?)\s[^,.;]{1,60},)?"
_AFTER = caseless(
    rf"{_APPOSED}(?:\s\([^()]{{0,40}}\))?,?(?:\s(?:and\s(?:others|\w+)|who|also|has|have|had|even|recently|now|publicly|just|\w+ly))*\s{_SAYS}\b|:\s[\"“'‘]|['’]s\s(?:\w+\s)?(?:report|scoop|tweet|post|leak|statement|remarks?|words)|\s(?:scoop|quote|direct)"
)
_VENDOR_AFTER = caseless(
    rf"(?:['’]s\sceo)?\s(?:{_VENDOR_SAYS}|announced\sthat)\b"
    r"|['’]s\s(?:own\s)?(?:\w+\s)?(?:report|paper|blog|post|card|docs|documentation|page|announcement|notes)"
    r"\s(?:\w+ly\s)?(?:says?|said|describ\w+|gives?|lists?|puts?|shows?|states?|claims?|mentions?|names?)\b"
)
_SAID_LAST = caseless(r"\s(?:announced|said|says|claims|claimed|wrote)\b")
_BEFORE = caseless(
    rf"(?:\baccording\sto|\bper|\bvia|\btold|\bcit(?:ing|es)|\bquot(?:ing|es)|\b(?:{_SAYS}|highlighted|cited|noted|leaked|posted|described|predicted|reported)\sby|\bsays|\bsource:|\bfrom|\bcredit\W)\s(?:the\s|a\s|ceo\s|[\"“*@]|\w+\sceo\s)*$"
)
_VENDOR_BEFORE = caseless(
    r"\b(?:according\sto|per|(?:described|stated|told|noted|explained)\sby"
    r"|as\s(?:noted|described|stated|explained|detailed)\sin)\s$"
)
_CROWD = caseless(
    r"\b(?:(?:the\s)?(?:community(?!-)|commenters?|redditors?|commentators?|observers)\b|(?:(?:some|many|most|several|multiple|other|few|various)\s(?:\w+\s){0,2}|\b)users\s(?:also\s|who\s|have\s|are\s|\w+ly\s)?"
    + _SAYS
    + r"\b|\b(?:one|another|a)\suser\b|\b(?:one|another|some|several|a)\scomments?\b"
    r"|(?:top|the|most|some)\s(?:comments?|discussions?)\b|\bothers?\s(?:mention|argue|note|say|suggest|point|claim|highlight|think|believe)|\b(?:some|many)\s(?:express|speculate|argue|suggest|believe|think|consider|felt|feel|say|claim|note|criticize|question)"
    r"|\b(?:the|an?|one|another)\s(?:original\s|early\s)?(?:poster|tester|redditor|regular|member|reader)\b"
    r"|\b(?:members|testers|regulars|posters|early\susers|(?:several|some|many|most|other)\s(?:people|developers|readers))"
    r"\s(?:(?:on|in|at|of)\s(?:the\s)?\S+\s(?:discord\s|server\s|forum\s)?|also\s|already\s)?(?:measure|clock|guess|reckon|complain|doubt|test|get|got|not|say|said|claim|report|expect|think|found|find|believe|speculate|suspect)"
    r"|\b(?:posts?|threads?|comments?)\son\s(?:x|reddit|twitter|hacker\snews|discord)\b"
    r"|\bthe\sdiscussion\b|\bthe\s(?:thread|comments)\b|\bdiscussions?\s(?:highlight|note|suggest|center|focus)|there\sis\s(?:\w+\s)?(?:skepticism|speculation|debate|consensus))"
)
_CROWD_BODY = caseless(r"\bai\sresearchers\b|\bindustry\sanalysts\b|\banalysts\b|\bobservers\b")
_INSIDERS = caseless(
    r"\b(?:insiders?|my\ssources|people\s(?:familiar|close|briefed|involved|with\s(?:direct\s)?knowledge)|(?:person|sources?)\s(?:familiar|briefed|close|inside|within|with\sknowledge)|anonymous\ssources?|unnamed\s\w+|(?:multiple|several|some)\s(?:sources|employees|reports)|industry\sreporting|corroborating\sreports|former\semployees?|people\swho\s(?:attended|saw|have\sseen|worked|tested|tried))\b"
)
_NAMELESS = caseless(
    r"\b(?:not\s(?:to\s)?be|declin\w+\sto\sbe)\s(?:named|identified)\b|\banonymity\b"
)
_ARTIFACT = caseless(
    r"\b(?:slides?|deck|dashboard|memo|config|file|document|spreadsheet|screenshots?)\s(?:also\s)?(?:says?|shows?|lists?|describes?|names?|gives?|mentions?|reads?|puts?|points?\sto)\b"
    r"|\baccording\sto\sthe\s(?:\w+\s)?(?:slides?|deck|dashboard|memo|config|file|documents?|spreadsheet|screenshots?)\b|\bleak(?:s|ed)?\b|\bstaging\senvironment\b|\binternal\s(?:document\w*|memo|slide\w*)\b|\b(?:leaked|shared|posted|deleted)\s(?:\w+\s)?screenshots?\b|\bscreenshots?\s(?:of|show|from|suggest|post|that|reveal)\w*|\bshared\simages?\b|\bconfig(?:uration)?\s(?:file|entr\w+)|\bcode\s(?:string|commit|reference)s?|\bapi\s(?:string|response|log)s?\b|\brepositor(?:y|ies)\b|\bsource\smap\b|\bpull\srequests?\b|\bcommits?\s(?:in|to|on)\b|\bstrings?\s(?:found|in|inside|spotted|buried)\b|\bapk\b|\bcached\s(?:copy|page|version)\b"
    r"|\b(?:in|from)\san?\s(?:[\w-]+\s)?(?:pr|pull\srequest|commit|code\sdiff)\b"
    r"|\b(?:console|page|listing|docs?|changelog)\s(?:[\w-]+\s){0,6}?(?:listed|lists|mentions?|mentioned|names?|named)\b|\bbackend\b|\bimage\s(?:shows|showcases|depicts|presents)\b"
)
_GOES_ON = caseless(
    r"\b(?:he|she)\s(?:also\s)?(?:added|adds|said|says|wrote|noted|claims?|claimed)\b"
)
_HEARSAY = caseless(r"\b(?:reportedly|allegedly|apparently)\b")
_HANDLE = re.compile(r"(?<![\w@])@?(?P<name>[A-Za-z][\w-]*(?:\d[\w-]*|_[\w-]+|[a-z][A-Z][\w-]*))\b")
_PERSON = re.compile(
    r"\b(?!(?:The|This|That|In|On|At|Our|Its|Their|Several|Some|Many|Most|Both|Early|New|Claude|Gemini|Llama"
    r"|Grok|Mistral|Qwen|Kimi|Command|Phi|Gemma|Nova|GPT|Open|Deep|Reddit|Discord|Twitter|Hacker)\b)"
    r"(?P<name>[A-Z][a-zà-ÿ]+(?:[ -][A-Z][a-zà-ÿ]+){1,2})(?P<gloss>,\s[^,.;:]{3,80},)?"
    r"\s(?:also\s|later\s|then\s|publicly\s|would\sonly\s)?"
    r"(?:sa(?:ys|id|y)|wrote|writes|told|tweeted|posted|claim(?:s|ed)|confirm(?:s|ed)|promis(?:es|ed)|hint(?:s|ed)"
    r"|believ(?:es|ed)|expect(?:s|ed)|report(?:s|ed)|estimat(?:es|ed)|measured|not(?:es|ed)|predict(?:s|ed))\b"
)
_ROLE = caseless(
    r"\b(?:ceo|cto|coo|cfo|president|(?:co-?)?founder|vp|head|leads?|runs|heads|founded|chief|engineer|researcher"
    r"|scientist|director|manager|spokes\w+)\b"
)
_OWNED = re.compile(r"\b[A-Z][\w.]+['’]s $")
_COMPANY = caseless(r"\bthe\s(?:company|lab|startup|firm|maker)\b")
_TITLE_REACH = 40  # characters before a name that may hold its bearer's title
_MARKET_HAS = caseless(
    r":|\s(?:traders\s|bettors\s|users\s)?(?:has|have|puts?|gives?|sits?|prices?|shows?)\b"
)
_ON_MARKET = caseless(r"\b(?:on|at)\s$")
_AT = re.compile(r"(?<![\w@.])@\w{2,30}\b")
# "@maker announced X", "@tester: X gets 70": a handle that acts, or heads its own post.
_HANDLE_ACTS = caseless(
    r":\s|\s(?:just\s|has\s|have\s|also\s)*(?:announc|releas|open-?sourc|launch|introduc|unveil|ship|debut|drop"
    r"|publish|upload|tested|ran|measur|benchmark|evaluat)\w*"
)
_NO_NAME = caseless(r"[_@]|^original|^\d|^https?:|et\sal|,")
_FIRST_PERSON = caseless(
    r"\b(?:we(?:['’]re|['’]ve|\sare|\shave|\sjust)?\s(?:now\s|also\s|today\s|proudly\s)?(?:releas|introduc|launch|announc|open-?sourc|shar|unveil|train|ship|present)\w*"
    r"|today,?\swe\b|our\s(?:new|latest|most|newest|first|next|flagship|smallest|fastest|best)\s(?:[\w-]+\s){0,3}models?\b)"
)
SEVERAL = 2
# What a user of a forum saw with their own eyes: a console, a draft, a configuration.
_LISTING = caseless(
    r"\b(?:consoles?|config(?:uration)?s?|drafts?|docs|changelogs?|commits?|pull\srequest|dropdown|network\stab"
    r"|quota\spage|source\scode)\b[^.]{0,40}\b(?:list(?:s|ed)|show(?:s|ed)|says?|said|has|had|was|mention(?:s|ed)"
    r"|names?|gives?|gave|tells?|read)\b"
    r"|\b(?:in|from)\s(?:the|their|its)\s(?:\w+\s)?(?:consoles?|config(?:uration)?|drafts?|changelog|commit|dropdown|network\stab"
    r"|source\scode)\b"
)
COMPANY = caseless(
    r"\b(?:according\sto|per)\s(?:the\s(?:company|lab|startup|maker|firm)|its\s(?:makers?|developers?))\b"
    r"|\bthe\s(?:company|lab|startup|firm)\s(?:also\s)?(?:says|said|states|stated|claims|claimed|writes|wrote|reports|notes|noted)\b"
)
_TEAM = re.compile(
    r"\b(?:[Aa]ccording\sto|[Pp]er)\s(?:the\s)?(?P<name>[A-Z]\w+(?:\s[A-Z]\w+)?\s(?:team|engineers|researchers))\b"
)
# Where users are quoted, what "is praised" is praised by them.
_LIKED = caseless(
    r"\b(?:is|are|was|were)\s(?:\w+ly\s)?(?:praised|criticized|criticised|liked|disliked|favou?red|applauded|mocked|panned)\b"
)
ASIDE_WITHIN = 40  # characters between what a relative clause credits and its speaker
_OWN_PAGE = caseless(
    r"\W*(?:[\w.-]+\s){0,4}(?:release\snotes|changelog|change\slog|model\scard|system\scard|model\sdeprecations|api\supdates)\W*(?:[—–:-]\s?(?:[\w.-]+\s?){1,4})?(?:\n|$)"
)
OFFICIAL_WITHIN = 4_000  # characters; a vendor's post says early who speaks


@dataclass(frozen=True, slots=True)
class Credit:
    """Who is credited and what the statement rests on."""

    speaker: str = AUTHOR
    sourcing: Sourcing = Sourcing.none


_KINDS = {
    "outlet": Sourcing.named,
    "market": Sourcing.market,
    "crowd": Sourcing.community,
    "insiders": Sourcing.anonymous,
    "vendor": Sourcing.official,
}


@dataclass
class Sources:
    """What one document says about who says what.

    `official`: the vendor that the document itself speaks for, or None.
    """

    references: dict[int, str]
    official: str | None = None
    crowd: bool = False

    @cached_property
    def credited(self) -> dict[int, Credit]:
        """What each citation mark refers to."""
        return {number: _publisher(entry) for number, entry in self.references.items()}

    def credit(
        self, segment: Segment, place: int, heading: str, lead: str, before: Sequence[Segment] = ()
    ) -> Credit:
        """Who is credited with what stands at `place` of a segment.

        `before` are the sentences of its paragraph before it: "reportedly" goes back to a leak.
        """
        text = segment.text
        found = (
            _priced(text, place)
            or _named(text, place)
            or _team(text)
            or self._cited(segment, place)
            or _at_handle(text)
            or (_handle(text) if self.crowd else None)
            or _person(text)
        )
        if found:
            return found
        if segment.poster:
            who = CROWD if segment.poster in _GONE else segment.poster
            seen = _LISTING.search(text)
            return Credit(who, Sourcing.artifact if seen else Sourcing.community)
        in_list = segment.kind is Kind.item and lead
        liked = self.crowd and _LIKED.search(text)
        return (
            _unnamed(text)
            or (_named(lead) if in_list else None)
            or _of_heading(heading)
            or (Credit(CROWD, Sourcing.community) if liked else None)
            or _told_before(text, before)
            or Credit(sourcing=Sourcing.official if self.official else Sourcing.none)
        )

    def _cited(self, segment: Segment, place: int) -> Credit | None:
        behind = [number for at, number in segment.marks if at >= place]
        before = [number for at, number in segment.marks if at < place]
        number = next(iter(behind + before[::-1]), None)
        return self.credited.get(number) if number is not None else None


def _told_before(text: str, before: Sequence[Segment]) -> Credit | None:
    """Who spoke in the sentences before: "he added", and what "reportedly" follows a leak."""
    if _GOES_ON.search(text):
        for other in reversed(before):
            if told := _named(other.text) or _at_handle(other.text) or _person(other.text):
                return told
    if _HEARSAY.search(text) and any(_ARTIFACT.search(other.text) for other in before):
        return Credit(sourcing=Sourcing.artifact)
    return None


def _priced(text: str, place: int) -> Credit | None:
    """The market that prices what stands at `place`, where a sentence speaks of several."""
    markets = [hit for hit in speakers().find(text) if hit[2].kind == "market"]
    if len({entry.name for _, _, entry in markets}) < SEVERAL:
        return None
    before = [entry for start, _, entry in markets if start <= place]
    return credit_of(before[-1] if before else markets[0][2])


def _team(text: str) -> Credit | None:
    """The makers of a model, credited as its team: "according to the Qwen team"."""
    found = _TEAM.search(text)
    return Credit(text[slice(*found.span("name"))], Sourcing.official) if found else None


def _named(text: str, place: int | None = None) -> Credit | None:
    """The known speaker whom a sentence credits with what stands at `place` of it."""
    for start, end, entry in speakers().find(text):
        is_vendor = entry.kind == "vendor"
        if place is not None and _aside(text, start, place):
            continue
        after, before = (_VENDOR_AFTER, _VENDOR_BEFORE) if is_vendor else (_AFTER, _BEFORE)
        if entry.kind == "market" and _ON_MARKET.search(text, max(start - 4, 0), start):
            return credit_of(entry)
        if is_vendor and text.endswith(", ", 0, start) and _SAID_LAST.match(text, end):
            return credit_of(entry)
        if entry.kind == "market" and _MARKET_HAS.match(text, end):
            return credit_of(entry)
        if _ON_MARKET.search(text, max(start - 4, 0), start) and _CROWD.search(text):
            continue  # "testers on LMArena think"
        if after.match(text, end) or before.search(text, max(start - 40, 0), start):
            return credit_of(entry)
    return None


def _aside(text: str, start: int, place: int) -> bool:
    """Whether a credit is in a relative clause about something else ("the 10M that X claimed")."""
    return text[:start].endswith((" that ", " which ")) and place < start - ASIDE_WITHIN


def credit_of(entry: SpeakerEntry) -> Credit:
    """The credit of a known speaker: a vendor's own people speak officially."""
    if entry.kind == "person":
        return Credit(entry.name, Sourcing.official if entry.vendor else Sourcing.named)
    return Credit(entry.name, _KINDS[entry.kind])


def market_in(text: str) -> Credit | None:
    """The market that a text names, where it is one alone."""
    named = [entry for _, _, entry in speakers().find(text) if entry.kind == "market"]
    return credit_of(named[0]) if len({entry.name for entry in named}) == 1 else None


def _at_handle(text: str) -> Credit | None:
    """A user named by an "@" who speaks: as good as a named person, or the vendor itself."""
    for found in _AT.finditer(text):
        if _AFTER.match(text, found.end()) or _HANDLE_ACTS.match(text, found.end()):
            own = any(name in bare(found.group()) for name in speakers().vendors)
            return Credit(found.group(), Sourcing.official if own else Sourcing.named)
    return None


def _handle(text: str) -> Credit | None:
    """A user name that speaks."""
    for found in _HANDLE.finditer(text):
        if _AFTER.match(text, found.end()) and not text[found.start() : found.end()].startswith(
            ("GPT", "o1", "o3", "o4")
        ):
            return Credit(found["name"], Sourcing.community)
    return None


def said_by(text: str) -> bool:
    """Whether a sentence credits anybody with what it says."""
    return bool(_named(text) or _at_handle(text) or _person(text) or _unnamed(text))


def _person(text: str) -> Credit | None:
    """Somebody nobody has on file, named in full: "research VP Ada Quill said"."""
    for found in _PERSON.finditer(text):
        words = (
            f"{text[max(found.start() - _TITLE_REACH, 0) : found.start()]} {found['gloss'] or ''}"
        )
        staff = _ROLE.search(words) or _OWNED.search(words)
        maker = _COMPANY.search(words) or any(
            entry.kind == "vendor" for _, _, entry in speakers().find(text)
        )
        return Credit(found["name"], Sourcing.official if staff and maker else Sourcing.named)
    return None


def _unnamed(text: str) -> Credit | None:
    if _NAMELESS.search(text):
        return Credit(AUTHOR, Sourcing.anonymous)
    if _CROWD.search(text):
        return Credit(CROWD, Sourcing.community)
    if _CROWD_BODY.search(text):
        return Credit(AUTHOR, Sourcing.community)
    if _INSIDERS.search(text):
        return Credit(AUTHOR, Sourcing.anonymous)
    return Credit(AUTHOR, Sourcing.artifact) if _ARTIFACT.search(text) else None


def _of_heading(heading: str) -> Credit | None:
    for _, _, entry in speakers().find(heading):
        if entry.kind in ("market", "crowd"):
            return credit_of(entry)
    return (
        Credit(CROWD, Sourcing.community)
        if re.search(r"\bcommunity\b", heading, re.IGNORECASE)
        else None
    )


def _publisher(entry: str) -> Credit:
    """Who published a reference: its first field where that is a name, else its site's owner."""
    first = re.split(r"\s[—–-]\s|\.\s|\.$|:\s|,\s[\"“]", entry.strip(), maxsplit=1)[0].strip(' .“"')
    known = speakers().find(first)
    if known and len(known[0][2].name) >= len(first) - 2:
        return credit_of(known[0][2])
    if first and len(first) <= LONGEST_ENTRY and not _NO_NAME.search(first):
        return Credit(first, Sourcing.named)
    url = re.search(r"https?://\S+", entry)
    owner = speakers().of_host(urlsplit(url.group()).hostname or "") if url else None
    return credit_of(owner) if owner else Credit()


def speaks_for(text: str, vendor: str | None) -> str | None:
    """The vendor in whose name a document is written, or None.

    It says "we are releasing", or is a page that only vendors write: release notes, a model card.
    """
    speaks = _FIRST_PERSON.search(text, 0, OFFICIAL_WITHIN) or _OWN_PAGE.match(text, 0)
    return vendor if vendor and speaks else None
