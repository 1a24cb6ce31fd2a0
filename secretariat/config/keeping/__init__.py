"""Backup and restore: all that a house holds in one file, found whole when it is opened, put back into an empty place.

``envelope`` seals and opens the file, ``packing`` is what lies in it, ``databases`` copies a database while others
write to it, ``place`` is where a house lives; ``making``, ``reading``, ``restoring`` and ``nights`` do the work.
"""
