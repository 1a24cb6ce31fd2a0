"""A Django project with next to nothing in it: what the machine, the server and Django alone can do."""
