"""Attacks, tried from outside: over HTTP, as somebody who does not belong there."""
