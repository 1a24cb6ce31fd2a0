"""Settings, all from the environment; without any, the house runs on SQLite in the folder ``var``."""

import os
import secrets
from pathlib import Path

import django.conf.locale
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from secretariat.config import logs
from secretariat.config.caches import cache
from secretariat.config.databases import databases
from secretariat.config.files import files

PACKAGE = Path(__file__).resolve().parent.parent


def _flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def _words(name: str, default: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def _secret(variable: str, folder: Path, name: str) -> str:
    """A secret from the environment, or one made once and kept in a file that only its owner reads."""
    given = os.environ.get(variable, "")
    if given:
        return given
    kept = folder / name
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return kept.read_text()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return kept.read_text()


VAR = Path(os.environ.get("SECRETARIAT_VAR", "var")).resolve()
SECRET_KEY = _secret("SECRET_KEY", VAR, "secret-key")
# Seals the private halves of the keys that sign badges: whoever has the database alone cannot sign any.
BADGE_SECRET = _secret("BADGE_SECRET", VAR, "badge-secret")
BADGE_SECRET_IS_A_FILE = not os.environ.get("BADGE_SECRET")
# Signs the seals on records, if it is there: made by ``secretariat seal-key``.
SEAL_KEY_FILE = Path(os.environ.get("SEAL_KEY_FILE", VAR / "seal-key.pem"))
DEBUG = _flag("DEBUG", default=False)
DEMO = _flag("DEMO", default=False)
ALLOWED_HOSTS = _words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _words("CSRF_TRUSTED_ORIGINS", "")
BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")

INSTALLED_APPS = [
    "secretariat.ui",
    "secretariat.accounts",
    "secretariat.audit",
    "secretariat.parties",
    "secretariat.archive",
    "secretariat.conference",
    "secretariat.delegations",
    "secretariat.preparation",
    "secretariat.meetings",
    "secretariat.pledges",
    "secretariat.figures",
    "secretariat.dossier",
    "secretariat.programme",
    "secretariat.documents",
    "secretariat.newsroom",
    "secretariat.door",
    "secretariat.api",
    "secretariat.overview",
    "secretariat.public",
    "secretariat.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    # What machines ask of a process, before anything could turn them away.
    "secretariat.config.health.probes",
    "secretariat.config.watching.watched",
    "secretariat.config.refusals.told",
    "secretariat.config.headers.guarded",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "secretariat.config.middleware.present",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "secretariat.config.middleware.well_formed",
    "secretariat.config.middleware.office",
    "secretariat.config.tables.as_shown",
]

ROOT_URLCONF = "secretariat.config.urls"
WSGI_APPLICATION = "secretariat.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "secretariat.config.context.frame",
            ],
        },
    }
]

# ---- data -----------------------------------------------------------------------------------------------------------

# A kill of the house loses nothing either way; a cut of the current may take the last deeds unless each waits.
_SYNCHRONOUS = "FULL" if _flag("SQLITE_WAITS_FOR_DISK", default=False) else "NORMAL"
# Copies of a PostgreSQL that public pages are read from, separated by commas; see public.queries.replicas.
DATABASES = databases(
    os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'secretariat.sqlite3'}"),
    copies=_words("REPLICA_URLS", ""),
    synchronous=_SYNCHRONOUS,
)
DATABASE_ROUTERS = ["secretariat.config.routing.Copies"] if len(DATABASES) > 1 else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Failed sign-ins are counted here, by all processes together; pages are kept elsewhere, by each for itself.
CACHE_URL = os.environ.get("CACHE_URL", "")
CACHES = {"default": cache(CACHE_URL)}
# With a cache sessions are read from it; they stay in the database, so that whoever empties it signs nobody out.
SESSION_ENGINE = "secretariat.config.sessions" if CACHE_URL else "secretariat.config.lasting"
# How many rendered public pages one process keeps; a page is some 10 to 60 kB.
PUBLIC_PAGES_KEPT = int(os.environ.get("PUBLIC_PAGES_KEPT", "512"))

STORAGES = {
    "default": files(os.environ.get("FILES_URL", "")),
    "staticfiles": {"BACKEND": "secretariat.config.storage.HashedFiles"},
}
MEDIA_ROOT = VAR / "files"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR / "static"))
STATIC_URL = "static/"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
UPLOAD_LIMIT = int(os.environ.get("UPLOAD_LIMIT", str(25 * 1024 * 1024)))
FILE_UPLOAD_PERMISSIONS = 0o600
# A text of two thousand paragraphs that is looked at has three fields for each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6100

# ---- language and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ar", "العربية"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ru", "Русский"),
    ("zh", "中文"),
]
# Django knows Chinese only by its longer names.
django.conf.locale.LANG_INFO["zh"] = {"bidi": False, "code": "zh", "name": "Chinese", "name_local": "中文"}
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = None

# ---- people ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# The first keeps what is set from now on; what an older one kept is kept anew when its person signs in.
PASSWORD_HASHERS = ["secretariat.config.hashing.HouseHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "secretariat.config.passwords.DigitsAlone"},
    {"NAME": "secretariat.config.passwords.WordsOfTheHouse"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview:offices"
LOGOUT_REDIRECT_URL = "public:front"

ACCOUNT_ADAPTER = "secretariat.config.adapter.HouseAdapter"
USERSESSIONS_ADAPTER = "secretariat.config.adapter.HouseSessions"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "change_password": "secretariat.config.new_password.ChangeForm",
    "reset_password": "secretariat.config.links.LinkForm",
    "reset_password_from_key": "secretariat.config.new_password.LinkedForm",
    "user_token": "secretariat.config.links.OpenLinkForm",
}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Whoever changes an address or a factor says the password once more.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
# Whose address it is, the secretariat knows: it gave the account. A link that was never clicked on keeps nobody from a
# second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "secretariat.config.codes.CodeForm",
    "reauthenticate": "secretariat.config.codes.CodeAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Secretariat"
# Browsers speak WebAuthn without TLS on localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _flag("WEBAUTHN_ON_LOCALHOST", default=DEBUG or DEMO)
SECOND_FACTOR_REQUIRED = _flag("SECOND_FACTOR_REQUIRED", default=not DEMO)
# Of whom: "keepers" of the house and secretaries, all who sit in an "office", or "everybody" with a role.
SECOND_FACTOR_FOR = os.environ.get("SECOND_FACTOR_FOR", "office").strip().lower()
if SECOND_FACTOR_FOR not in {"keepers", "office", "everybody"}:
    raise ImproperlyConfigured("SECOND_FACTOR_FOR is one of these: keepers, office, everybody.")

# ---- safety ---------------------------------------------------------------------------------------------------------

_IS_SECURE = BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = _flag("SECURE_SSL_REDIRECT", default=False)
SECURE_HSTS_SECONDS = int(os.environ.get("SECURE_HSTS_SECONDS", "31536000" if _IS_SECURE else "0"))
SECURE_HSTS_INCLUDE_SUBDOMAINS = _flag("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=_IS_SECURE)
SECURE_HSTS_PRELOAD = _flag("SECURE_HSTS_PRELOAD", default=_IS_SECURE)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if _flag("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# A name that begins like this no browser takes from a neighbouring host, nor without TLS.
_PREFIX = "__Host-" if _IS_SECURE else ""
SESSION_COOKIE_NAME = f"{_PREFIX}sessionid"
SESSION_COOKIE_SECURE = _IS_SECURE
SESSION_COOKIE_HTTPONLY = True
# A long day at a conference is twelve hours from the first paper to the last: whoever has rested for longer went home.
SESSION_RESTS_HOURS = int(os.environ.get("SESSION_RESTS_HOURS", "12"))
# However busy, everybody signs in anew once a week.
SESSION_LASTS_DAYS = int(os.environ.get("SESSION_LASTS_DAYS", "7"))
SESSION_COOKIE_AGE = 60 * 60 * 24 * SESSION_LASTS_DAYS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken"
CSRF_COOKIE_SECURE = _IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "secretariat.config.unsent.turned_away"
LANGUAGE_COOKIE_NAME = f"{_PREFIX}language"
LANGUAGE_COOKIE_SECURE = _IS_SECURE
KNOWN_BROWSER_COOKIE_NAME = f"{_PREFIX}known"
MESSAGES_COOKIE_NAME = f"{_PREFIX}messages"
MESSAGE_STORAGE = "secretariat.config.sentences.Sentences"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}

# ---- mail and tasks -------------------------------------------------------------------------------------------------

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _flag("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = _flag("EMAIL_USE_SSL", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "secretariat@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Seeking a timetable takes minutes; it has a queue of its own, so that no mail waits for it.
TASKS = {"default": {"BACKEND": "secretariat.config.handing.HouseTasks", "QUEUES": ["default", "timetable"]}}
# Compiled parts of the engine are kept beside their modules; where nobody may write there, with all else that is kept.
if not os.access(Path(__file__).parents[1] / "engines" / "scheduling" / "search", os.W_OK):
    os.environ.setdefault("NUMBA_CACHE_DIR", str(VAR / "compiled"))

# ---- the API -------------------------------------------------------------------------------------------------------

# A program may ask so often in a minute, with a token and without one, whichever process answers.
API_REQUESTS_PER_MINUTE = int(os.environ.get("API_REQUESTS_PER_MINUTE", "600"))
API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN = int(os.environ.get("API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN", "60"))

# ---- webhooks -------------------------------------------------------------------------------------------------------

# Messages go to the public Internet alone, by https; with this also to machines of the house's own network.
WEBHOOKS_TO_PRIVATE_ADDRESSES = _flag("WEBHOOKS_TO_PRIVATE_ADDRESSES", default=False)

# ---- backups --------------------------------------------------------------------------------------------------------

# Where the worker puts a backup each night; without it, it makes none.
BACKUP_FOLDER = os.environ.get("BACKUP_FOLDER", "")
# A file whose first line seals the backups of nights.
BACKUP_PASSPHRASE_FILE = os.environ.get("BACKUP_PASSPHRASE_FILE", "")
# The last backup of so many days, of so many weeks, and of so many months is kept.
_days, _weeks, _months = (int(word) for word in _words("BACKUP_KEEP", "7,4,12"))
BACKUP_KEEP = (_days, _weeks, _months)

# ---- the house ------------------------------------------------------------------------------------------------------

PRODUCT = _("Secretariat")

# ---- what it tells of itself ----------------------------------------------------------------------------------------

# One line for each request; machines that read JSON want it, people at a terminal do not.
_JSON = os.environ.get("LOG_FORMAT", "plain").strip().lower() == "json"
LOGGING = logs.described(
    as_json=_JSON,
    level=os.environ.get("LOG_LEVEL", "WARNING").strip().upper(),
    with_access=_flag("ACCESS_LOG", default=_JSON),
)
# The proxy before the house gives each request its identifier and lets none in from outside.
REQUEST_ID_FROM_PROXY = _flag("REQUEST_ID_FROM_PROXY", default=False)
# Whoever shows it may read /metrics; without it, this machine alone may, as long as no proxy stands before the house.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
