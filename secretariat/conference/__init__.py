"""The conference itself: what, where, when, for what; its rooms, its members, and the mail it sends.

Words: *conference*, *objective* and *expected result*, *room*, *membership* (user × conference × role), *shown name*
(what a conference calls a party), *message* (what was sent to whom, when, with what result).
Neighbours: stands on parties, archive and audit; every desk above belongs to a conference kept here.
"""
