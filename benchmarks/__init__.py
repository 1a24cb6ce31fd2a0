"""What the house must reach, as programs that print ratios against a bare Django on the same machine, in one run."""
