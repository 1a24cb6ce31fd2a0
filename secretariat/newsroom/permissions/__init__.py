"""Who may do what at the newsroom desk."""
