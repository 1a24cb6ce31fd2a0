"""What can be read of pledges."""
