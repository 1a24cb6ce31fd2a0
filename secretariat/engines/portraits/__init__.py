"""A photo as a camera or a stranger hands it in becomes a portrait: 3 : 4, small, written anew, with nothing added.

``bounds.portrait_bounded(data) -> bytes`` is the way in: it works in a process of its own with limits of memory and
time. ``picture.portrait`` is the work itself. What cannot become a portrait raises ``models.Unusable`` with a code.
"""
