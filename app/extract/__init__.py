"""From a document to its assertions: `extract` is the whole path, and it is pure.

text → segments (segments) → whom each speaks of (subjects) → what the rules find
(timing, naming, sizes, scores, costs, design, reach; tables for rows) → how sure it sounds
(confidence) and who says so (attribution) → assertions
"""

from __future__ import annotations

from app.extract.assertions import extract
from app.extract.said import Said, Text

__all__ = ["Said", "Text", "extract"]
