"""Programs that whoever works on the house runs by hand, or ``make check`` runs."""
