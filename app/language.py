"""Which language a text is in.

English is told by its small words against those of other languages, in half a millisecond and
with nothing loaded. What is plainly not English is named by CLD3 (https://github.com/google/cld3,
its network is part of the library), which is sure of itself on anything, names and numbers
included, and is therefore not asked about anything else.
"""

from __future__ import annotations

import re

READ_CHARACTERS = 6_000  # a text shows its language well before
PARTS = 3  # a longer text is read at its beginning, middle and end
FEWEST_FOREIGN = 3  # fewer foreign words may be names
FEWEST_KINDS = 2  # one word again and again is a name too
LEAST_FOREIGN = 0.03  # of all words; the least in prose that was tried is 0.09
FEWEST_ENGLISH = 3  # fewer small words may be a heading's or a table's
MOST_OTHER_SCRIPT = 0.2  # of the letters may be of another script: names and quotes
IDEOGRAPH = 2  # Latin letters that say as much as one sign of Chinese, Japanese or Korean
MOST_LANGUAGES = 3  # of one text are told apart
ENGLISH_PROSE = 0.12  # of words are the small ones in any English sentences, not in its names

_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    (
        *("the", "of", "and", "to", "a", "is", "for", "that", "it", "with", "as", "on", "are"),
        *("by", "this", "was", "from", "at", "or", "not", "have", "has", "but", "they", "you"),
        *("will", "can", "which", "its", "more", "than", "their", "would", "if", "what", "be"),
    )
)
_SHARED = frozenset(
    ("a", "as", "at", "be", "by", "for", "has", "have", "is", "of", "on", "or", "to", "was")
)
"""Those of them that are small words of other languages too."""
# Words that English does not have, of some forty languages; none that is also much of a name
# ("Pro", "Ng", "Yang"), an abbreviation ("UN", "NA") or a piece of programs ("del", "za").
_FOREIGN = frozenset(
    (
        *("der", "das", "und", "ist", "eine", "nicht", "von", "für", "auf", "dem", "wird"),
        *("auch", "les", "et", "est", "des", "une", "dans", "pour", "que", "qui", "sur", "avec"),
        *("sont", "los", "las", "una", "por", "para", "más", "esta", "su", "pero"),
        *("il", "di", "che", "gli", "sono", "della", "nel", "uma", "não", "mais", "pelo"),
        *("het", "een", "niet", "zijn", "voor", "door", "ook", "maar", "amb", "seva", "més"),
        *("como", "foi", "são", "donde", "oder", "sich", "werden", "deze", "worden", "naar"),
        *("och", "att", "det", "inte", "som", "är", "på", "för", "og", "ikke", "til", "fra"),
        *("että", "joka", "myös", "ovat", "mutta", "sekä", "oli", "kuin", "ning", "kui"),
        *("się", "jest", "że", "oraz", "przez", "dla", "nie", "jego", "je", "jsou", "být"),
        *("który", "które", "lub", "jako", "která", "než", "ktorý", "koji", "koja", "kao"),
        *("nije", "yra", "kad", "kuris", "lakini", "hii", "baina", "izan"),
        *("az", "egy", "és", "hogy", "nem", "vagy", "și", "este", "sunt", "pentru", "din"),
        *("bir", "ve", "bu", "için", "ile", "olarak", "çok", "daha", "kwa", "katika", "ang"),
        *("dengan", "untuk", "pada", "akan", "dari", "tidak", "adalah", "itu", "dalam", "mga"),
        *("của", "và", "là", "được", "không", "trong", "với", "một", "có", "các"),
    )
)
_OTHER_LETTER = re.compile("[\u0370-\u1cff]")  # Greek to Vedic: all alphabets but the Latin
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_NAMES = """
af Afrikaans, am Amharic, ar Arabic, az Azerbaijani, be Belarusian, bg Bulgarian, bn Bengali,
bs Bosnian, ca Catalan, ceb Cebuano, co Corsican, cs Czech, cy Welsh, da Danish, de German,
el Greek, en English, eo Esperanto, es Spanish, et Estonian, eu Basque, fa Persian, fi Finnish,
fil Filipino, fr French, fy Frisian, ga Irish, gd Scottish Gaelic, gl Galician, gu Gujarati,
ha Hausa, haw Hawaiian, he Hebrew, hi Hindi, hmn Hmong, hr Croatian, ht Haitian Creole,
hu Hungarian, hy Armenian, id Indonesian, ig Igbo, is Icelandic, it Italian, ja Japanese,
jv Javanese, ka Georgian, kk Kazakh, km Khmer, kn Kannada, ko Korean, ku Kurdish, ky Kyrgyz,
la Latin, lb Luxembourgish, lo Lao, lt Lithuanian, lv Latvian, mg Malagasy, mi Maori,
mk Macedonian, ml Malayalam, mn Mongolian, mr Marathi, ms Malay, mt Maltese, my Burmese,
ne Nepali, nl Dutch, no Norwegian, ny Chichewa, pa Punjabi, pl Polish, ps Pashto, pt Portuguese,
ro Romanian, ru Russian, sd Sindhi, si Sinhala, sk Slovak, sl Slovene, sm Samoan, sn Shona,
so Somali, sq Albanian, sr Serbian, st Sesotho, su Sundanese, sv Swedish, sw Swahili, ta Tamil,
te Telugu, tg Tajik, th Thai, tr Turkish, uk Ukrainian, ur Urdu, uz Uzbek, vi Vietnamese,
und a language that cannot be told, xh Xhosa, yi Yiddish, yo Yoruba, zh Chinese, zu Zulu
"""  # all that CLD3 tells apart

_UNNAMED = "und"  # ISO 639-2 for what is no English and cannot be told further
_OLD_CODES = {"iw": "he", "jw": "jv"}  # as CLD3 has them


def is_english(text: str) -> bool:
    """Whether `text` is read as English: it is, or its language cannot be told."""
    return _leans_english(_sample(text)) is not False


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of `text` is in (`en`, `de`, `zh`).

    `None` where it cannot be told: too few words, or nothing but names, numbers and code. The
    few languages without a code of two letters have one of three (ISO 639-3, `fil`); `und` is
    plainly not English, and no language that is known here.
    """
    sample = _sample(text)
    english = _leans_english(sample)
    if english is None:
        return None
    return "en" if english else _named(sample)


def name_of(code: str) -> str:
    """What English calls the language of an ISO 639 code; one unknown here is left as it is."""
    return dict(pair.strip().split(" ", 1) for pair in _NAMES.split(",")).get(code, code)


def _sample(text: str) -> str:
    if len(text) > READ_CHARACTERS:
        length = READ_CHARACTERS // PARTS
        step = (len(text) - length) // (PARTS - 1)
        text = "\n".join(text[at * step : at * step + length] for at in range(PARTS))
    return _ADDRESS.sub(" ", text)


def _leans_english(sample: str) -> bool | None:
    """Whether it is English; `None`: there is too little to tell."""
    words = _WORD.findall(sample.lower())
    english = [word for word in words if word in _ENGLISH]
    if _is_of_another_script(sample, words, len(english)):
        return False
    foreign = [word for word in words if word in _FOREIGN or not word.isascii()]
    told = (
        len(foreign) >= max(FEWEST_FOREIGN, LEAST_FOREIGN * len(words))
        and len(set(foreign)) >= FEWEST_KINDS
        and not _FOREIGN.isdisjoint(foreign)
    )
    own = sum(word not in _SHARED for word in english)
    if told and len(foreign) > own:
        return False
    return True if own and len(english) >= FEWEST_ENGLISH else None


def _is_of_another_script(sample: str, words: list[str], english: int) -> bool:
    letters, signs = len(_OTHER_LETTER.findall(sample)), len(_IDEOGRAPH.findall(sample))
    latin = sum(map(len, words)) - letters - signs
    other = letters + IDEOGRAPH * signs
    if other <= MOST_OTHER_SCRIPT * (latin + other):
        return False
    is_prose = english >= max(FEWEST_ENGLISH, ENGLISH_PROSE * len(words))
    return not (is_prose and latin > other)


def _named(sample: str) -> str:
    """What CLD3 makes of a text that is not English, but may have English words in it."""
    from gcld3 import NNetLanguageIdentifier

    sound = sample.encode("utf-8", "replace").decode()  # half of a pair is no character
    identifier = NNetLanguageIdentifier(0, 4 * READ_CHARACTERS)  # both are bytes
    for found in identifier.FindTopNMostFreqLangs(sound, MOST_LANGUAGES):
        code: str = found.language.partition("-")[0]  # "ru-Latn" is Russian all the same
        if code not in ("en", _UNNAMED):
            return _OLD_CODES.get(code, code)
    return _UNNAMED
