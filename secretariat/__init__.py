"""Secretariat: the software that the secretariat of an international conference works in."""
