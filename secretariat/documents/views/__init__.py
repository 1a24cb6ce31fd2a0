"""The views of the documents desk."""
