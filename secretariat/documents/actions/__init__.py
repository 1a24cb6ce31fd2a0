"""The actions of the documents desk."""
