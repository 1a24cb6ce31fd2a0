"""What people fill in at the dossier desk."""
