"""What a stranger hands in, in any form at all: no parser breaks, hangs or eats the machine's memory.

``targets`` is the table of all that reads, with the errors that each may answer with; ``mutating`` makes inputs of the
seeds in ``corpus``; ``trying`` runs one input and measures it. What once broke a parser stays in the corpus and has a
test of its own name in ``test_found``. ``python -m trials.fuzz`` does the same for as long as it is told.
"""
