"""Settings of the machine and rules of the office, validated when read."""
