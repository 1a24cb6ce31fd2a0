"""The International Aid Transparency Initiative's standard 2.03: activities out, validation, money flows in."""
