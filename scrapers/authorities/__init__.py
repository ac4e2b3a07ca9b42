"""Who settles claims: one module each, yielding facts (and what people said of them)."""
