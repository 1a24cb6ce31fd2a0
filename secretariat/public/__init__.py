"""What everybody may see of a conference.

Words: *public page* (a function of revision, path and language), *standing*, *source page* (a source and everything
that cites it).
Neighbours: reads all desks, sees only what is public; beside the morning page and the exchange of files.
"""
