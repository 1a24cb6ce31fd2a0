"""Badges, gates and scans: who may come in, who is in, and a door that works without a network.

Words: *badge* (a number, a class, zones and days, signed), *zone*, *gate* (an entry or exit of a zone), *device* (a
tablet at a gate), *scan* (what was read at a gate, what the door said and what the server knows), *verdict*,
*snapshot* (what a device takes with it when the network is gone), *conflict* (one badge let in twice).
Neighbours: stands on delegations, whose accredited people it gives badges to; ``engines.admission`` judges.
"""
