"""What people fill in about the door, and what devices send."""
