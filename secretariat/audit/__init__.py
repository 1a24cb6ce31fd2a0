"""The record: every change passes one door, which asks who may, and writes down who did what.

Words: *entry* (one deed), *record* (all entries of one conference, or of the house itself), *revision* (how many
deeds a record has seen; the ETag and cache key of public pages), *batch* (many rows changed in one deed).
Neighbours: stands on accounts; every desk above changes things only through ``audit.action``.
"""
