"""What a user can do: each module gathers, asks the core, then acts through ports."""
