"""Sources, what they are cited for, and the files that hold them.

Words: *source* (who published what, when, in which language), *citation* (a source on a fact, with the passage),
*file* (bytes whose kind is judged by their content), *fact* (a statement that is somebody's and cites its sources).
Neighbours: stands on parties and audit; every desk that keeps facts stands on this one.
"""
