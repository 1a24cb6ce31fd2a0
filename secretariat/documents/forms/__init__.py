"""The forms of the documents desk."""
