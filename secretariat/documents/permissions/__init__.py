"""Who may do what at the documents desk."""
