"""What the dossier desk reads."""
