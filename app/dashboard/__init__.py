"""The pages. They read the ledger through queries of `app.store` and write nothing.

`main` is the entry that Streamlit runs; `claims`, `claim`, `model`, `runs` and `document` are a
page each; `pieces` has what several of them show, `markup` the one way by which text becomes HTML.
"""
