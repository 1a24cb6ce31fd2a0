"""The secretariat's morning page, its search and its record.

Words: *morning page* (what changed, who has not answered, what needs a second look), *look* (how far a person has read
the record of a conference).
Neighbours: reads all desks; beside the public site and the exchange of files.
"""
