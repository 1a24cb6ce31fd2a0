"""What the house promises, tried for longer than a test may take: ``python -m trials.NAME``."""
