"""One address for one page, however it was linked to.

Two addresses become one only where that is sure: a wrong match would hide a page, a missed one
is found again by its words. So parameters keep their order, a closing slash stays or stays away,
and neither `http:` nor `www.` is touched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
DEEPEST = 6  # steps: addresses lie in addresses, and what one rule drops uncovers another's
KEPT = 8192  # addresses remembered: a pass sees those of one feed several times

# Parameters that say how the reader came, on any site; names in lower case.
TRACKING = re.compile(
    r"utm_\w+|hsa_\w+|pk_\w+|mtm_\w+|piwik_\w+"  # campaigns in analytics
    r"|(?:fb|g|d|y|ys|tw|tt)clid|msclkid|irclickid|gclsrc|wbraid|gbraid|li_fat_id"  # clicks
    r"|_ga|_gl|_gac|igsh|igshid|__twitter_impression|_branch_match_id|spm"  # apps
    r"|mc_[ce]id|mkt_tok|_hsenc|_hsmi|hss_channel|vero_\w+|oly_\w+_id|bxid|_bhlid"  # newsletters
    r"|at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name)|wt_z?mc|xtor|s_cid|ns_\w+"
    r"|cmp|cmpid|icid|ncid|ocid|cvid|smid|mbid|sref|ito|ftag|taid|guccounter|guce_\w+"  # the press
    r"|ref|ref_src|ref_url|referrer"  # Ghost, Twitter and Product Hunt put these on links out
)
# On these sites "ref" is the branch that a page shows.
BRANCHES = frozenset({"api.github.com", "github.com", "gitlab.com", "codeberg.org"})

# Parameters that do so with certain values only: a "source" may be the topic of a page.
REFERRER = re.compile(r"source|src|via|from|share|medium|campaign|fromrss|feature")
REFERRER_VALUE = re.compile(
    r"(?:rss|feed|atom|twitter|facebook|linkedin|reddit|hn|hackernews|newsletter|e-?mail"
    r"|social|share|homepage|techmeme|google_?news)(?:[-_]\S*)?|1",
    re.IGNORECASE,
)

# Parameters that ask for a page's AMP form.
AMP = {"amp": ("", "1", "true"), "outputtype": ("amp", "amp-type"), "amp_js_v": ("0.1", "a2")}
AMP_END = re.compile(r"(?<=[^/])(?:(?:/amp)+(?=/?$)|\.amp(?=(?:\.html?)?$))", re.IGNORECASE)
AMP_START = re.compile(r"^/amp(?=/(?:19|20)\d\d/)")
INDEX = re.compile(r"(?<=/)index\.html?$", re.IGNORECASE)

# Caches of AMP pages; what follows is the page's own host and path, "s/" before those of https.
CACHES = re.compile(r"(?:^|\.)(?:cdn\.ampproject\.org|bing-amp\.com|ampproject\.net)$")
CACHED = re.compile(r"^/(?:amp|v|c|i|wp)/(?P<secure>s/)?(?P<rest>[^/]+\..+)")
GOOGLE = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}")

# Pages that only send the reader on, and the parameter that says where to.
WRAPPERS = {
    "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",),
    "out.reddit.com/": ("url",),
    "www.youtube.com/redirect": ("q",),
}
SENT_ON = ("url", "q")  # by Google, whose alerts are feeds of such addresses

# Hosts for small screens, and the second level of domains that is no site ("m.co.uk").
SMALL = re.compile(r"^(?:m|mobile|amp)\.(?!(?:com?|org|net|ac|gov)\.\w+$)(?=[^.]+\.[^.])")
INFIX = re.compile(r"(?<=\w)\.m\.(?=wik\w+\.org$)")  # en.m.wikipedia.org
# Where the name that somebody registered is the third: countries' own, and hosts of many sites.
SECOND_LEVEL = re.compile(
    r"\.(?:(?:com?|org|net|ac|gov|edu|ne|or)\.[a-z]{2}|(?:github|gitlab|netlify|vercel|pages)\.\w+"
    r"|(?:substack|blogspot|wordpress|tumblr|beehiiv|medium|ghost|hf)\.\w+)$"
)
OWN_SMALL = frozenset({"m.signalvnoise.com", "m.media-amazon.com"})  # have no other host

HOSTS = {
    "twitter.com": "x.com",
    "www.twitter.com": "x.com",
    "mobile.twitter.com": "x.com",
    "www.x.com": "x.com",
    "youtube.com": "www.youtube.com",
    "m.youtube.com": "www.youtube.com",
    "www.youtube-nocookie.com": "www.youtube.com",
    "amp.theguardian.com": "www.theguardian.com",
    "amp.cnn.com": "www.cnn.com",
    "mobile.reuters.com": "www.reuters.com",
    "mobile.nytimes.com": "www.nytimes.com",
    "m.facebook.com": "www.facebook.com",
} | {
    f"{form}reddit.com": "www.reddit.com"
    for form in ("", "old.", "np.", "new.", "m.", "i.", "amp.", "sh.")
}

VIDEO = re.compile(r"^/(?:embed|shorts|live|v)/(?P<id>[\w-]{11})/?$")
# Pages of which the path says all, and a video of which one parameter does; the rest is where
# in it, or in which list of them, the reader was.
WHOLE_PATH = {
    "x.com": re.compile(r"^/\w+/status/\d+"),
    "www.reddit.com": re.compile(r"^/r/\w+/comments/"),
}
MEDIUM = re.compile(r"(?:^|\.)medium\.com$")  # "source" is always how the reader came

RESERVED = "!#$&'()*+,/:;=?@[]~%"
STRAY = re.compile(r"%(?![0-9a-fA-F]{2})")
ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")


@lru_cache(maxsize=KEPT)
def canonical(url: str) -> str:
    """`url` without what only tracks the reader, as the site itself would print it.

    Nothing is raised: what is no address of the web comes back as it is, without space around
    it. The same is canonical of what is canonical.
    """
    url = shown = url.strip()
    for _ in range(DEEPEST):
        try:
            found = _simplified(shown)
        except ValueError:  # a port or a host that cannot be, or half of a character
            return shown
        if found == shown:
            return found
        shown = found
    return url  # made to unfold without end


def same_site(url: str, other: str) -> bool:
    """Whether two addresses are of one site, whichever of its hosts they name."""
    site = _site(url)
    return bool(site) and site == _site(other)


def _site(url: str) -> str:
    """The part of a host's name that somebody registered, as far as its form tells."""
    try:
        host = urlsplit(canonical(url)).hostname or ""
    except ValueError:
        return ""
    if not host or ":" in host or host[-1].isdigit():
        return host  # a number, not a name
    labels = host.split(".")
    return ".".join(labels[-3:] if SECOND_LEVEL.search(host) else labels[-2:])


def _simplified(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        return url
    host = _host(parts.hostname)
    if inner := _wrapped(parts, host):
        return inner
    path, query = _escaped(parts.path) or "/", parts.query
    host, path, query = _moved(host, path, query)
    path = INDEX.sub("", AMP_START.sub("", AMP_END.sub("", path)))
    query = _query(host, path, query)
    place = _place(parts, host)
    anchor = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    return f"{parts.scheme}://{place}{path}{'?' if query else ''}{query}{anchor}"


def _host(name: str) -> str:
    """A host in lower case and in ASCII, that of the pages for large screens."""
    name = name.rstrip(".").lower()
    if not name.isascii():
        name = name.encode("idna").decode()
    if name in HOSTS:
        return HOSTS[name]
    if name not in OWN_SMALL and not name.startswith("www."):
        name = INFIX.sub(".", SMALL.sub("", name))
    return name


def _place(parts: SplitResult, host: str) -> str:
    """The host with the port, if it is not the usual one, and with who is to log in."""
    login, at, _ = parts.netloc.rpartition("@")
    shown = f"[{host}]" if ":" in host else host
    port = parts.port
    if port is None or DEFAULT_PORTS[parts.scheme] == port:
        return f"{login}{at}{shown}"
    return f"{login}{at}{shown}:{port}"


def _wrapped(parts: SplitResult, host: str) -> str | None:
    """The address inside one that only leads there."""
    is_google = GOOGLE.fullmatch(host) is not None
    if (is_google and parts.path.startswith("/amp/")) or CACHES.search(host):
        cached = CACHED.match(parts.path)
        scheme = "https" if cached and cached["secure"] else "http"
        query = f"?{parts.query}" if parts.query else ""
        return f"{scheme}://{cached['rest']}{query}" if cached else None
    names = SENT_ON if is_google and parts.path == "/url" else WRAPPERS.get(host + parts.path, ())
    said = parse_qs(parts.query) if names else {}
    inner = (one for name in names for one in said.get(name, ()))
    return next((one for one in inner if one.startswith(("https://", "http://"))), None)


def _moved(host: str, path: str, query: str) -> tuple[str, str, str]:
    """The long form of a site's short addresses."""
    if host == "youtu.be" and len(path) > 1:
        return "www.youtube.com", "/watch", f"v={path[1:]}"
    if host == "redd.it" and len(path) > 1:
        return "www.reddit.com", f"/comments{path}", query
    if host == "www.youtube.com" and (video := VIDEO.match(path)):
        return host, "/watch", f"v={video['id']}"
    return host, path, query


def _query(host: str, path: str, query: str) -> str:
    """The parameters that say which page it is, in their order."""
    if not query or (host in WHOLE_PATH and WHOLE_PATH[host].match(path)):
        return ""
    kept = (one.removeprefix("amp;") for one in _escaped(query).split("&"))
    if host == "www.youtube.com" and path == "/watch":
        return next((one for one in kept if one.startswith("v=")), "")
    return "&".join(one for one in kept if one and not _tracks(host, one))


def _tracks(host: str, parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    name = name.lower()
    if TRACKING.fullmatch(name):
        return not (name == "ref" and host in BRANCHES)
    if name in AMP:
        return value.lower() in AMP[name]
    if name == "source" and MEDIUM.search(host):
        return True
    return REFERRER.fullmatch(name) is not None and REFERRER_VALUE.fullmatch(value) is not None


def _escaped(part: str) -> str:
    """A path or a query with just the escapes that it needs, in capitals (RFC 3986, § 6.2.2)."""
    if part.isascii() and "%" not in part and " " not in part:
        return part
    whole = quote(STRAY.sub("%25", part), safe=RESERVED)
    return ESCAPED.sub(_shortest, whole)


def _shortest(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else escape[0].upper()
