"""Disclosure control of tables of people: what is hidden, what is rounded, and an auditor who tries to break it."""
