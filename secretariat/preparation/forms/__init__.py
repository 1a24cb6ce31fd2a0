"""What people fill in about tasks, whole plans, and challenges."""
