"""How fast the extractor reads, how evenly, how soon, in how much memory: `make bench`."""
