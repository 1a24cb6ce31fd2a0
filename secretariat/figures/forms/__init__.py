"""What people fill in at the figures desk."""
