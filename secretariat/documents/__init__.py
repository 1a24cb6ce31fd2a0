"""Papers of the conference, from the agenda to the adopted outcome.

Words: *document* (a paper with a symbol), *language version* with its state, *daily list*, *paragraph* (preambular or
operative, numbered, nested), *amendment* (what parties would have a paragraph say), *bracket* (words that are not
agreed), *support* (who supports, opposes or reserves; the others are silent), *text version* (the words as they stood,
kept for good), *adoption* with *votes* and *explanations*, *tie* (a paragraph, and the position or pledge it answers).
Neighbours: stands on the programme and the dossier; the newsroom embeds documents, the public site shows them.
"""
