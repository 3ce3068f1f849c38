"""PURE: text of a document to commitments and doubts, each with its span and its reasons."""
