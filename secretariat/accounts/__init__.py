"""Who may come in: people's accounts, how they sign in, and what each role lets a person see.

Words: *user* (a person with an account), *seat* (one role of a user in one conference), *sensitivity* (for whom a
fact is kept).
Neighbours: stands on the page frame alone; every other desk asks it who is acting.
"""
