"""What the house holds about people: the data map, and everything about one of them in one file.

Words: *personal* (a field that says something of a person), *by reference* (it leads to a row of a person), *plain*
(neither). Neighbours: reads all desks; a test compares the map with the models, so no field is without its class.
"""
