"""Who may come in: people's accounts, how and where they are signed in, and what a role lets them see.

Words: *user* (a person with an account), *seat* (one role of a user in one conference), *sensitivity* (for whom a
fact is kept).
Neighbours: stands on the page frame alone; every other desk asks it who is acting.
"""
