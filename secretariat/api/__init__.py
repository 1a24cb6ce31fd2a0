"""The house's exchange with the outside: conference files in and out.

Words: *conference file* (YAML holding one conference whole), *kept section* (a part of a file that no desk keeps yet,
held word for word so that an export loses nothing).
Neighbours: reads and writes all desks through their models; beside the public site and the morning page.
"""
