"""What the programme desk can do."""
