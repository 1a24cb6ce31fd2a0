"""How passwords are kept: so that to try one takes memory, and not so long that a queue of people waits for it."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class HouseHasher(Argon2PasswordHasher):
    """Argon2id as OWASP gives it first (46 MiB, one pass, one lane): a twentieth of a second, a fifth of PBKDF2's.

    Before the first hour of a conference everybody signs in; what a password costs decides how many can at once.
    """

    memory_cost = 47_104
    time_cost = 1
    parallelism = 1
