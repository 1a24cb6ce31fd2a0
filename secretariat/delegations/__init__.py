"""Who is invited, what each answered, and whom they send.

Words: *invitation* (one per party and conference), *answer* (a standing somebody gave, never overwritten), *standing*,
*claimed total* (how many took part, as a report says), *delegation* (a party's people for an occasion), *delegate*,
*head*, *capacity*, *body*, *focal point*.
Neighbours: stands on the conference, the register of parties and the archive; meetings and the door stand on it.
"""
