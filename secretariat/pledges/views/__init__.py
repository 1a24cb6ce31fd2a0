"""Pages of the pledges desk."""
