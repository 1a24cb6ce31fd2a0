"""The queries of the documents desk."""
