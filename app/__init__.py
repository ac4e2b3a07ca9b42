"""Hearsay: who said what about which AI model, and how it came out.

The path of the data, seven verbs:

1. fetch    `scrapers.fetch`: a URL becomes a page
2. scrape   `scrapers.publishers`, `scrapers.authorities`: a page becomes documents and facts
3. save     `app.store`: records become rows; the same record twice changes nothing
4. extract  `app.extract`: a document becomes assertions, each pointing at its claim
5. settle   `app.verdicts`: a claim and the facts become a verdict
6. score    what a source's word has been worth (not built yet)
7. show     `app.store.queries` → `app.dashboard`, `app.cli`: rows become pages and lines
"""
