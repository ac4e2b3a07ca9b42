from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.charset import find_charset, known

RUSSIAN = "Новая модель выйдет весной, сообщают источники, близкие к компании. " * 4
FRENCH = "Le modèle sera dévoilé à la rentrée, d'après une source. "
JAPANESE = "新しいモデルは春に公開される見込みです。"


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        (FRENCH.encode(), "utf-8", FRENCH),
        (FRENCH.encode(), None, FRENCH),
        (FRENCH.encode("latin-1"), "ISO-8859-1", FRENCH),
        ("“curly”".encode("cp1252"), "iso-8859-1", "“curly”"),
        (codecs.BOM_UTF8 + FRENCH.encode(), "iso-8859-1", FRENCH),
        (codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), None, FRENCH),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), "utf-8", FRENCH),
        (codecs.BOM_UTF32_LE + FRENCH.encode("utf-32-le"), None, FRENCH),
        (JAPANESE.encode("cp932"), "Shift_JIS", JAPANESE),
        ("\u4f60\u597d".encode("gb18030"), "gb2312", "\u4f60\u597d"),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN),
        (RUSSIAN.encode("cp1251"), "no-such-charset", RUSSIAN),
        (RUSSIAN.encode("cp1251"), "utf-8", RUSSIAN),
    ],
)
def test_a_body_is_read_in_its_own_charset(body: bytes, header: str | None, text: str) -> None:
    read = body.decode(find_charset(body, header)).removeprefix("\ufeff")
    assert read == text


@pytest.mark.parametrize(
    "declaration",
    [
        '<html><head><meta charset="windows-1251">',
        "<meta charset=windows-1251>",
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        '<?xml version="1.0" encoding="windows-1251"?><rss>',
    ],
)
def test_a_page_may_declare_its_charset_itself(declaration: str) -> None:
    assert find_charset((declaration + "Скоро").encode("cp1251")) == "cp1251"


def test_the_header_comes_before_what_the_page_declares() -> None:
    body = ('<meta charset="latin-1">' + RUSSIAN).encode("koi8-r")
    assert find_charset(body, "koi8-r") == "koi8-r"


def test_one_stray_byte_does_not_overthrow_the_declared_charset() -> None:
    assert find_charset(FRENCH.encode() * 20 + b"\xff", "utf-8") == "utf-8"


@pytest.mark.parametrize(
    "label", ["utf-7", "unicode_escape", "idna", "hex", "rot13", "base64", "", "x" * 50, "a\0b"]
)
def test_a_codec_that_no_page_is_written_in_is_not_known(label: str) -> None:
    assert known(label) is None


def test_bytes_that_are_no_text_get_a_charset_all_the_same() -> None:
    assert find_charset(bytes(range(128, 256)) * 8)


@settings(deadline=None)  # the first guess loads its tables
@given(st.binary(max_size=300), st.none() | st.text(max_size=12))
def test_any_bytes_under_any_header_can_be_decoded(body: bytes, header: str | None) -> None:
    assert isinstance(body.decode(find_charset(body, header), "replace"), str)
