from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scrapers.canonical import canonical

PAGE = "https://loom.example/2031/05/zephyr-9"


@pytest.mark.parametrize(
    "url",
    [
        "HTTPS://Loom.EXAMPLE/2031/05/zephyr-9",
        "https://loom.example:443/2031/05/zephyr-9",
        "https://loom.example./2031/05/zephyr-9",
        " https://loom.example/2031/05/zephyr-9\n",
        PAGE + "#what-is-known",
        PAGE + "#:~:text=Zephyr",
        PAGE + "?",
        PAGE + "?utm_source=rss&utm_medium=feed",
        PAGE + "?UTM_Source=rss",
        PAGE + "?fbclid=IwAR0x&gclid=1",
        PAGE + "?mc_cid=a&mc_eid=b",
        PAGE + "?ref=mill.example",
        PAGE + "?ref_src=twsrc%5Etfw",
        PAGE + "?source=rss",
        PAGE + "?via=newsletter",
        PAGE + "?cmpid=x&guccounter=1&ref=hn",
        PAGE + "?wt_mc=rss.red.beitrag.rdf",
        PAGE + "?amp",
        PAGE + "?amp=1",
        PAGE + "?outputType=amp",
        PAGE + "/amp",
        PAGE + "/amp/amp",
        PAGE + ".amp",
        "https://loom.example/amp/2031/05/zephyr-9",
        "https://m.loom.example/2031/05/zephyr-9",
        "https://mobile.loom.example/2031/05/zephyr-9",
        "https://amp.loom.example/2031/05/zephyr-9/amp?amp=1#top",
        "https://www.google.com/amp/s/loom.example/2031/05/zephyr-9/amp",
        "https://loom-example.cdn.ampproject.org/c/s/loom.example/2031/05/zephyr-9?amp=1",
        "https://www.google.com/url?rct=j&sa=t&url=https://loom.example/2031/05/zephyr-9%3Famp&ct=ga",
        "https://loom.example/2031/05/%7Aephyr-9",
    ],
)
def test_a_page_has_one_address(url: str) -> None:
    assert canonical(url) == PAGE


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://loom.example", "https://loom.example/"),
        ("https://loom.example/index.html", "https://loom.example/"),
        ("https://loom.example/a/amp/", "https://loom.example/a/"),
        ("https://loom.example/a.amp.html", "https://loom.example/a.html"),
        ("http://loom.example:8080/a", "http://loom.example:8080/a"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("https://loom.example/#!/news/9", "https://loom.example/#!/news/9"),
        ("https://loom.example/#/news/9", "https://loom.example/#/news/9"),
        (
            "https://b\u00fccher.example/\u00e4 b?q=\u00e4",
            "https://xn--bcher-kva.example/%C3%A4%20b?q=%C3%A4",
        ),
        ("https://loom.example/%c3%a4%2f%41", "https://loom.example/%C3%A4%2FA"),
        ("https://loom.example/100%", "https://loom.example/100%25"),
        ("https://loom.example/?b=2&utm_id=1&a=1", "https://loom.example/?b=2&a=1"),
        ("https://loom.example/?a=1&amp;utm_id=1&amp;b=2", "https://loom.example/?a=1&b=2"),
        ("https://youtu.be/abcDEF12345?si=x&t=9", "https://www.youtube.com/watch?v=abcDEF12345"),
        (
            "https://m.youtube.com/watch?list=L&v=abcDEF12345&index=2",
            "https://www.youtube.com/watch?v=abcDEF12345",
        ),
        (
            "https://youtube.com/shorts/abcDEF12345?feature=share",
            "https://www.youtube.com/watch?v=abcDEF12345",
        ),
        ("https://www.youtube.com/playlist?list=L", "https://www.youtube.com/playlist?list=L"),
        ("https://mobile.twitter.com/ada/status/19?s=20&t=x", "https://x.com/ada/status/19"),
        ("https://x.com/search?q=zephyr", "https://x.com/search?q=zephyr"),
        (
            "https://old.reddit.com/r/mills/comments/1ab/zephyr/?share_id=x",
            "https://www.reddit.com/r/mills/comments/1ab/zephyr/",
        ),
        (
            "https://np.reddit.com/r/mills/new?after=t3_1",
            "https://www.reddit.com/r/mills/new?after=t3_1",
        ),
        ("https://redd.it/1ab", "https://www.reddit.com/comments/1ab"),
        (
            "https://medium.com/@ada/zephyr-9?source=topics_v2---4",
            "https://medium.com/@ada/zephyr-9",
        ),
        ("https://en.m.wikipedia.org/wiki/Zephyr", "https://en.wikipedia.org/wiki/Zephyr"),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Floom.example%2Fa%3Ffbclid%3D1&h=x",
            "https://loom.example/a",
        ),
    ],
)
def test_an_address_is_brought_into_one_form(url: str, address: str) -> None:
    assert canonical(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "https://loom.example/a/",
        "https://loom.example/a",
        "https://www.loom.example/a",
        "https://loom.example/a//b",
        "https://loom.example/?page=2&id=9",
        "https://loom.example/?b=1&a=1",
        "https://loom.example/?source=openai",
        "https://loom.example/?from=2031-05-01",
        "https://loom.example/?amp=guitar",
        "https://loom.example/amp/guitar",
        "https://loom.example/amp",
        "https://loom.example/champ",
        "https://github.com/ada/zephyr/blob/main/a?ref=v9",
        "https://m.co.uk/a",
        "https://mobile.example/a",
        "https://amp.example/a",
        "https://news.ycombinator.com/item?id=1",
        "https://arxiv.org/abs/3105.01234v2",
        "ftp://loom.example/a",
        "mailto:ada@loom.example",
        "rumours.txt",
        "",
        "https://",
        "https://[loom/a",
        "https://loom.example:port/a",
        "urn:uuid:7bd204c6",
    ],
)
def test_what_may_be_another_page_stays_another(url: str) -> None:
    assert canonical(url) == url


PIECES = st.sampled_from(
    ["/", "amp", ".amp", "index.html", "?", "&", "=", "#", "!", "%", "%41", "%4", "utm_x", "ref",
     "url", "https://", "m.", "www.", "google.com", "/url?q=", "youtu.be/", "a", "ä", "é.com", ".",
     ":", "80", "@", "[", "]", " ", "\ud800", "source=rss", "amp;", "/amp/s/", "cdn.ampproject.org"]
)  # fmt: skip
ADDRESSES = st.text(max_size=60) | st.lists(PIECES, max_size=12).map(
    lambda pieces: "https://" + "".join(pieces)
)


@given(ADDRESSES)
@example("https://loom.example/%4%31")
@example("https://loom.example/index.html/amp/index.html")
@example("https://" + "m." * 20 + "loom.example/")
@example("https://www.google.com/amp/s/" * 20)
def test_the_canonical_of_a_canonical_address_is_itself(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


HOST = st.from_regex(r"[a-z][a-z0-9]{1,9}\.(?:example|com|org)", fullmatch=True)


@given(HOST, st.text(st.characters(codec="ascii", exclude_characters="#?\\"), max_size=30))
def test_the_host_of_a_site_is_never_changed(host: str, path: str) -> None:
    if host in ("youtu.be", "redd.it"):
        return
    assert urlsplit(canonical(f"https://{host}/{path}")).hostname == host
