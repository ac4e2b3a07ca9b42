"""A lead becomes the document behind it, and a document the one that stands there later."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from app.schema import Document, Source
from app.vocabulary import Read
from scrapers.article import Article, headed, read_article
from scrapers.canonical import canonical, same_site
from scrapers.documents import document_of
from scrapers.scraper import Lead, Page

ARTICLES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "text/markdown"})

FEWEST_CHARS = 200  # fewer are a caption, a player or an error; notices of the press have 300
WALL_CHARS = 600  # so short a page that speaks like a wall is one; real ones have some 200
LONG_WALL_CHARS = 1500  # a form of consent lists its purposes: it speaks like a wall twice

# How pages speak that stand where an article should be, to all but some readers.
WALL = re.compile(
    r"(?:enable|turn on|activate|requires?|disable[ds]?)[^.\n]{0,30}\b(?:javascript|cookies)"
    r"|javascript (?:is|and cookies|must be)[^.\n]{0,20}(?:disabled|required|enabled|off)"
    r"|(?:verify|confirm|check|make sure|ensure)\w*[^.\n]{0,25}\b(?:human|robot|bot|browser)\b"
    r"|are you a (?:ro)?bot|(?:solve|complete)[^.\n]{0,20}captcha|unusual (?:traffic|activity)"
    r"|just a moment\.|attention required|access (?:to [\w ]+ )?(?:is |has been )?denied"
    r"|\b(?:403 forbidden|404 not found)\b|page (?:was )?not found"
    r"|page [^.\n]{0,30}(?:be found|does not exist|doesn.t exist|no longer exists)"
    r"|before you continue|(?:accept|reject|allow) all\b|manage [^.\n]{0,20}(?:consent|cookies)"
    r"|(?:we|partners) (?:use|store|access)[^.\n]{0,60}(?:cookies|on (?:a|your) device)"
    r"|(?:subscribe|sign (?:in|up)|log in|register)[^.\n]{0,30} to (?:continue|keep reading|read)"
    r"|(?:ad|content)[ -]?blocker",
    re.IGNORECASE,
)
CONSENT_HOST = re.compile(r"(?:consent|login|accounts?|signin|auth)\.")


def read_lead(lead: Lead, page: Page) -> Document:
    """The document of the page that `lead` points to, or its teaser where that says no less.

    What the lead knows of day, title and author comes before what the page says: a page is
    changed later, and shows other days than its own.
    """
    teaser = lead.teaser
    article = _article(page, teaser.url or page.url)
    if article is None:
        return teaser
    title = teaser.title or article.title
    if len(headed(title, article.text)) <= len(teaser.text):
        return teaser
    from_feed = teaser.published is not None
    return document_of(
        page,
        Source(slug=teaser.source, name=""),
        _address(article, page, teaser.url),
        title=title,
        text=article.text,
        published=teaser.published or article.published,
        precision=teaser.precision,
        author=teaser.author or article.author,
        published_from=teaser.published_from if from_feed else article.published_from,
        read=Read.page,
    )


def reread(earlier: Document, page: Page) -> Document | None:
    """The text that stands now at the page of a document.

    `None` where that is the same, or no article any more. Title, author and day stay those of
    the first text: when this one was put there the page does not say reliably.
    """
    article = _article(page, earlier.name)
    if article is None:
        return None
    later = document_of(
        page,
        Source(slug=earlier.source, name=""),
        earlier.name,
        title=earlier.title,
        text=article.text,
        published=earlier.published,
        precision=earlier.precision,
        author=earlier.author,
        published_from=earlier.published_from,
        read=Read.page,
    )
    return None if later.text.split() == earlier.text.split() else later


def _article(page: Page, asked: str) -> Article | None:
    """The article of a page, `None` where something else stands there."""
    if page.content_type not in ARTICLES or _is_elsewhere(page.final_url, asked):
        return None
    article = read_article(page.text, page.final_url, page.fetched_at.date())
    if len(article.text) < FEWEST_CHARS or _is_wall(article):
        return None
    return article


def _is_elsewhere(url: str, asked: str) -> bool:
    """Whether who asked for an article was sent to a front page, or to a form to fill in."""
    parts, wanted = urlsplit(url), urlsplit(asked)
    is_front = parts.path in ("", "/") and not parts.query
    was_front = wanted.path in ("", "/") and not wanted.query
    is_form = CONSENT_HOST.match(parts.hostname or "") and parts.hostname != wanted.hostname
    return bool(is_form) or (is_front and not was_front)


def _is_wall(article: Article) -> bool:
    if len(article.text) > LONG_WALL_CHARS:
        return False
    said = {found.lower() for found in WALL.findall(article.headed_text)}
    return len(said) >= (1 if len(article.text) <= WALL_CHARS else 2)


def _address(article: Article, page: Page, asked: str | None) -> str:
    """Where an article stands: as the page says, or where a redirect of another site led."""
    if article.canonical:
        return article.canonical
    if not asked or not same_site(asked, page.final_url):
        return canonical(page.final_url)
    return asked
