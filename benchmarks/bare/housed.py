"""The bare project with the house's middleware and the house's database, and nothing else of it.

The apps are the house's too, because some of its middleware cannot be loaded without them; none of their views is here.
"""

from secretariat.config import settings as house

globals().update({name: getattr(house, name) for name in dir(house) if name.isupper()})

ROOT_URLCONF = "benchmarks.bare.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
