"""What visitors of the public site hand in."""
