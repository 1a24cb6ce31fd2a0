"""The views of the newsroom desk."""
