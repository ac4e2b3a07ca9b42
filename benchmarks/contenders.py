"""Who is measured on feeds: `python -m benchmarks.contenders NAME FOLDER PORT FEEDS`.

Prints, as JSON, the seconds of a first pass and of one over the unchanged feeds, the peak of
memory in MB, and how many documents there are in the end.
"""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

Step = Callable[[], int]


def reader(folder: Path, urls: list[str]) -> tuple[Step, Step]:
    """The library's own update, with the workers that its documentation speaks of."""
    from reader import make_reader

    own = make_reader(str(folder / "reader.db"))
    for url in urls:
        own.add_feed(url)

    def update() -> int:
        own.update_feeds(workers=10)
        return own.get_entry_counts().total or 0

    return update, update


def bare(_: Path, urls: list[str]) -> tuple[Step, Step]:
    """GETs that do nothing with what they get; the second time with the validators."""
    import httpx

    client = httpx.Client(trust_env=False)
    tags: dict[str, str] = {}

    def first() -> int:
        for url in urls:
            tags[url] = client.get(url).headers["etag"]
        return 0

    def again() -> int:
        for url in urls:
            client.get(url, headers={"If-None-Match": tags[url]})
        return 0

    return first, again


def hearsay(folder: Path, urls: list[str]) -> tuple[Step, Step]:
    """A whole pass: robots, leases, safe addresses, evidence, claims, runs."""
    from sqlmodel import func, select

    from app.scheduling import Collector
    from app.schema import Document, Subscription
    from app.store import open_ledger, reading
    from scrapers.fetch import live_fetcher

    engine = open_ledger(f"sqlite:///{folder / 'ledger.db'}")
    sources = [
        Subscription(slug=f"feed-{n}", shape="posts", url=url, publisher=f"Feed {n}", every_s=600)
        for n, url in enumerate(urls)
    ]
    ahead = timedelta()

    def now() -> datetime:
        return datetime.now(UTC) + ahead

    stop = threading.Event()
    collector = Collector(engine, live_fetcher(now), folder / "archive", now, stop)

    def one_pass() -> int:
        nonlocal ahead
        ahead += timedelta(hours=1)
        runs = list(collector.run(collector.lease(sources)))
        if len(runs) != len(urls) or any(run.error for run in runs):
            raise SystemExit(str([run.error for run in runs if run.error][:3]))
        with reading(engine) as session:
            return session.exec(select(func.count()).select_from(Document)).one()

    return one_pass, one_pass


def main(name: str, folder: str, port: str, feeds: str) -> None:
    """Measure one of them."""
    urls = [f"http://127.0.0.1:{port}/feed/{n}.xml" for n in range(int(feeds))]
    contender = {"reader": reader, "bare": bare, "hearsay": hearsay}[name]
    steps = contender(Path(folder), urls)
    seconds, documents = [], 0
    for step in steps:
        started = perf_counter()
        documents = step()
        seconds.append(perf_counter() - started)
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = re.search(r"VmHWM:\s*(\d+)", status)
    memory = int(peak[1]) / 1024 if peak else 0.0
    figures = {"first": seconds[0], "unchanged": seconds[1], "memory": memory}
    sys.stdout.write(json.dumps(figures | {"documents": documents}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
