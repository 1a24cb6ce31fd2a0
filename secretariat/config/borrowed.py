"""Words of libraries that lack a translation, or have a poor one; those of the house's catalogues come first."""

from secretariat.engines.conferencefile.problems import N_

WORDS = (
    N_("Name"),
    N_("Generate"),
    N_("Authenticator code"),
)
