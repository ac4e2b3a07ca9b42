"""The tests: one file for each module, named as it is."""
