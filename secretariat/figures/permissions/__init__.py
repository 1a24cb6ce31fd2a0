"""Who may do what at the figures desk."""
