"""The bare project with nothing at all: no middleware, no app, no database."""

SECRET_KEY = "not a secret: this project holds nothing"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "benchmarks.bare.urls"
MIDDLEWARE: list[str] = []
INSTALLED_APPS: list[str] = []
LANGUAGE_CODE = "en"
USE_TZ = True
