"""The forms of the newsroom desk."""
