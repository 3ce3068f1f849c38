"""Sending messages: by SMTP, or into a folder as .eml files."""
