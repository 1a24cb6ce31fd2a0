"""How well a report is read: annotated reports, and the program that compares the engine's findings with them."""
