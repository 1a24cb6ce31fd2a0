"""Who may do what at the pledges desk."""
