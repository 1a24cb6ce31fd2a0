"""The register of states and organisations, one for the whole installation.

Words: *party* (a state or an organisation), *protocol order* (alphabetical in the chosen language, by the Unicode
Collation Algorithm), *UNHCR code* (UNHCR's own three letters, which are not ISO's).
Neighbours: stands on audit; conferences invite the parties kept here and may show them under a name of their own.
"""
