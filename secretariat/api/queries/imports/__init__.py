"""What is to be brought in: read, compared with the house, and told."""
