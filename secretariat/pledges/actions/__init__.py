"""What the pledges desk can do."""
