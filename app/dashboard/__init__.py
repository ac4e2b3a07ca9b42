"""The pages. They read the ledger through `app.store.queries` and write nothing.

`main` is the entry that Streamlit runs; `claims`, `claim` and `model` are a page each; `pieces`
has what several of them show, `markup` the one way by which text becomes HTML.
"""
