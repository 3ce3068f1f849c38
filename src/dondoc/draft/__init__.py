"""PURE: a snapshot of the work to the context of a report, and the sentences of it."""
