"""Running the flows on schedule: embedded in one command, or spread over workers once outgrown."""
