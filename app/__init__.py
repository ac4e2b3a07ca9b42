"""Hearsay: who said what about which AI model, and how it came out.

The path of the data:

0. schedule `app.scheduling`, `app.collecting`: what is due is leased, visited and saved, source
            by source; `app.visiting` is one visit, `app.pacing` says when the next one comes
1. fetch    `scrapers.fetch`: a URL becomes a page, politely, if it changed
2. scrape   `scrapers.publishers`, `scrapers.authorities`: a page becomes documents and facts;
            `scrapers.following`: what a page leads to becomes a document
3. save     `app.pipeline`, `app.store`: records become rows, the same record twice changes
            nothing; `scrapers.archive`: the answers that they came of are kept as evidence;
            `app.digests`, `app.store.log`: a log of hashes, so that a changed past shows
4. extract  `app.extract`, `app.markets`: a document becomes assertions, each pointing at its claim
            `app.coherence`, `app.citations`: what does not fit, and who is cited wrongly
5. settle   `app.verdicts`, `app.settling`: a claim and the facts become a verdict;
            `app.deciding`, `app.review`: a person's word in its place, and what waits for one
6. score    what a source's word has been worth (not built yet)
7. show     `app.store.queries`, `app.store.collection` → `app.dashboard`, `app.publish`,
            `app.cli`: rows become pages and lines; `app.past`: the same as of a day

What a person should look at is found by `app.checkup`.
"""
