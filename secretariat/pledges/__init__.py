"""Pledges, from the promise to the evidence.

Words: *pledge* (what one or more parties promise), *target* with its *progress*, *stage* (a history, never
overwritten), *money flow* (pledge, commitment, disbursement, expenditure: never added together), *evidence*, *match*
(a pledge that needs support and an offer that could give it), *exchange rate* (entered or imported, never fetched).
Neighbours: stands on conference and delegations; the dossier ties pledges to obstacles, meetings and initiatives, the
programme to the sessions that announce them; the public site shows them.
"""
