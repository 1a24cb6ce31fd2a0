"""What is filled in at the programme desk."""
