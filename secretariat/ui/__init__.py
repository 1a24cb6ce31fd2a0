"""The page frame: what every page of the house is set in.

It holds the style sheets, the small scripts, the shared parts of templates and the template tags.
It knows no conference and no party: the desks above hand it what it shows.
"""
