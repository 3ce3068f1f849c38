"""What the office means: pure values and rules, standard library only; the clock is always an argument."""
