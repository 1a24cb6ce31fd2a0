"""How fast figures come in, are looked at and are made fit to be published, as ratios within one run."""
