"""What a model is built of, beyond the words that CLAIMS.md lists: attention, norms, heads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extract.patterns import caseless
from app.extract.reading import Finding, Reading
from app.extract.rules import rule

HAS_WITHIN = 60  # characters between "features" and a part of a list of what it features

_PART = re.compile(
    r"\b(?:(?:fundamentally\s)?(?:new|novel|hybrid|chunked|linear|sparse|full|local|global)\s"
    r"(?:[\w-]+\s)?(?:attention(?:\smechanism)?|tokenizer|(?:training\s)?architecture)"
    r"|(?:sliding[- ]window|grouped[- ]query|multi-head(?:\slatent)?|multi-query)\sattention"
    r"|GQA|MLA|MQA|(?:[A-Z]{2,3}-)?(?:[A-Z]\w+-)*[A-Z]*Norm|RoPE"
    r"|\d+\s(?:attention|key-value|KV|query)\sheads)\b"
)
_HAS = caseless(
    r"\b(?:featur\w+|us(?:es|ed|ing)|utili[sz]\w+|with|has|have|adopt\w*|employ\w*|involv\w*"
    r"|represent\w*|introduc\w*|combin\w*|changed?|switch\w*)\b|[(,]\s?(?:and\s)?$"
)


def _parts(reading: Reading) -> Iterator[Finding]:
    """Parts of a design in one sentence that names its model."""
    for part in _PART.finditer(reading.text) if reading.anchors else ():
        before = reading.text[max(part.start() - HAS_WITHIN, 0) : part.start()]
        if not _HAS.search(before):
            continue
        for model in reading.holders(*part.span())[:1]:
            yield Finding(
                model,
                "architecture",
                part.group().lower(),
                part.start(),
                part.end(),
                f"part: {part.group()}",
            )


RULES = (
    rule(
        _parts,
        *("attention", "gqa", "mla", "mqa", "norm", "rope", "heads", "tokenizer", "architecture"),
    ),
)
"""What a design is made of."""
