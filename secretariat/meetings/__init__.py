"""Who met whom, what was said and agreed, and what follows from it.

Words: *meeting* (host, visitors with their heads, place, day or month), *point* (a verb, by which parties, what),
*follow-up* (who owes what until when, and what was reported back), *minutes* (versions: draft, circulated, agreed),
*mission* (a tour with its *stops*), *report back* (the meeting in which a mission was reported),
*bilateral* (a delegation asks another for a meeting), *stay* and *blocked time* (when a delegation can meet).
Neighbours: stands on delegations; the dossier reads it for the brief and the timeline.
"""
