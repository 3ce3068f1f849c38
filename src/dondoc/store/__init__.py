"""The database: rows in and values out; no session leaves this room."""
