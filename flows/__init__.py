"""Prefect flows: one job a file, each calls one use case and publishes what came of it."""
