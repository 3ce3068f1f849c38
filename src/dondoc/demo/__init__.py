"""The demonstration: a half-year of an office, day by day, on a simulated clock."""
