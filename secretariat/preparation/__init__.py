"""What must be done before the opening, and what stands in its way.

Words: *task* (what, owner, due, what it needs done first), *template* (a plan by days before the opening), *challenge*
(what is said to stand in the way: said by whom, done by whom, to whom), *assessment* (likelihood × impact, response,
owner and state of a challenge on a day; a history).
Neighbours: stands on delegations; the dossier and the morning page read it.
"""
