"""The actions of the newsroom desk."""
