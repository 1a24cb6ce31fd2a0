"""Forms of the meetings desk."""
