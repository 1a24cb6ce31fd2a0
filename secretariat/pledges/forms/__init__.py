"""What people fill in at the pledges desk."""
