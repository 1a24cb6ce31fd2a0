"""The API: what each desk lets a program read, and which deeds it lets it do.

``resources`` and ``deeds`` say what there is in plain words; the files of ``desks`` name it, one per desk. ``shapes``
makes JSON of columns and columns of JSON; ``asking`` knows who asks and how much they may; ``listing``, ``doing`` and
``refusals`` answer. ``service`` puts it together once, at the first request, so that a start pays nothing for it.
"""
