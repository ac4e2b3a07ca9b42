"""Who makes claims: one module each, yielding documents."""
