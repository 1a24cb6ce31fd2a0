"""Markdown in, HTML out that holds nothing but text, links and tables; and what it names of the house by reference.

``render`` makes HTML, ``plain`` the words alone, ``references`` lists what is embedded. What is too long or too deep is
``Unfit``.
"""

from secretariat.engines.markup.models import LONGEST, Reference, Unfit
from secretariat.engines.markup.referring import references
from secretariat.engines.markup.rendering import plain, render

__all__ = ["LONGEST", "Reference", "Unfit", "plain", "references", "render"]
