"""The records: what was said, what is on record, how it came out, who decided, how it came in.

An id is a hash of what the record says, so saving the same thing again changes nothing.
"""

from app.schema.base import Record, UtcDateTime, free_slug, record_id, slug
from app.schema.claims import (
    Assertion,
    Claim,
    Concern,
    Conflict,
    Document,
    Fact,
    Proposition,
    Source,
    Verdict,
)
from app.schema.collecting import (
    Band,
    Evidence,
    HostRules,
    ListedValue,
    Market,
    PageState,
    Schedule,
    ScrapeRun,
    Subscription,
)
from app.schema.deciding import DailyRoot, Decision, LogEntry, VerdictChange

__all__ = [
    "Assertion",
    "Band",
    "Claim",
    "Concern",
    "Conflict",
    "DailyRoot",
    "Decision",
    "Document",
    "Evidence",
    "Fact",
    "HostRules",
    "ListedValue",
    "LogEntry",
    "Market",
    "PageState",
    "Proposition",
    "Record",
    "Schedule",
    "ScrapeRun",
    "Source",
    "Subscription",
    "UtcDateTime",
    "Verdict",
    "VerdictChange",
    "free_slug",
    "record_id",
    "slug",
]
