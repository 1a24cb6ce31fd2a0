"""What the figures desk can do."""
