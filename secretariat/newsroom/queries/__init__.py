"""The queries of the newsroom desk."""
