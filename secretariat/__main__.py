"""``python -m secretariat``."""

from secretariat.config.commandline import main

main()
