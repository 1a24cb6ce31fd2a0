"""How the house is put together: settings, addresses, the server and the command line.

Neighbours: stands on every desk; nothing imports it.
"""
