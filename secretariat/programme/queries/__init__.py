"""What the programme desk reads."""
