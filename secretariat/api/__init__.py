"""The house's exchange with the outside: files, the API, webhooks, and what is brought in from other programs.

Words: *conference file* (YAML holding one conference whole), *kept section* (a part of a file that no desk keeps yet,
held word for word so that an export loses nothing), *token* (what a program signs in with, in the name of a person and
within scopes), *webhook* (an address that is told of deeds), *delivery* (one message to it), *import* (a file that is
looked at first, brought in as one deed and undone as one), *source id* (what a row is called in the program it came
from).
Neighbours: reads and writes all desks through their models, queries and actions; beside the public site and the
morning page.
"""
