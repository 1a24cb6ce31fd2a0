"""``python -m secretariat.engines.sealing FILE``: verify a record that a house wrote to a file, without the house."""

import sys

from secretariat.engines.sealing.telling import main

sys.exit(main(sys.argv[1:], lambda line: sys.stdout.write(f"{line}\n")))
