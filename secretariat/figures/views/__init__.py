"""Pages of the figures desk."""
