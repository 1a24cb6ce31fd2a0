"""The application that a server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
# What is made now stays as long as the process: it need not be searched for garbage while it is made, nor ever after.
gc.disable()
application = get_wsgi_application()
gc.freeze()
gc.enable()
