"""The one settings file: typed values from the environment and an optional `.env`.

The environment goes before `.env`; `.env.example` names every value that is read. What is not
given is what production needs, so only development has to say what it is.
"""

import datetime as dt
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# The site

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Give it in the environment or in .env; .env.example tells how."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])


def default_site_url() -> str:
    """Return the address of the first allowed host; without one, of this machine."""
    if DEBUG or not ALLOWED_HOSTS:
        return f"http://127.0.0.1:{env.int('PORT', default=8000)}"
    return "https://" + ALLOWED_HOSTS[0].removeprefix(".")


SITE_URL = (env.str("SITE_URL", default="") or default_site_url()).rstrip("/")
if urlsplit(SITE_URL).scheme not in ("http", "https") or "*" in SITE_URL:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}. It must be the site's address, like https://trips.example.org."
    )
SERVED_OVER_HTTPS = SITE_URL.startswith("https://")

# The longest note or document that is read, in bytes.
NOTE_MAX_BYTES = env.int("NOTE_MAX_BYTES", default=5_000_000)
# The longest calendar, sheet, schedule or trip document that is imported.
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", default=20_000_000)
# Hosts of the server's own network that notes may be fetched from; others there are refused.
FETCH_PRIVATE_HOSTS = env.list("FETCH_PRIVATE_HOSTS", default=[])
# A note or a file pasted into a form: each byte of Chinese, Japanese or Korean text travels as
# three.
DATA_UPLOAD_MAX_MEMORY_SIZE = max(3 * NOTE_MAX_BYTES, IMPORT_MAX_BYTES) + 200_000
# A day with all its sessions is one form of the admin.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Join links and hosts' links open nothing more this many days after the trip's last day.
LINKS_EXPIRE_DAYS = env.int("LINKS_EXPIRE_DAYS", default=90)

# `purge_private` removes the private fields of members this many days after the trip's last day.
PRIVATE_FIELDS_EXPIRE_DAYS = env.int("PRIVATE_FIELDS_EXPIRE_DAYS", default=30)
if PRIVATE_FIELDS_EXPIRE_DAYS < 1:
    raise ImproperlyConfigured(
        "PRIVATE_FIELDS_EXPIRE_DAYS must be 1 or more: during a trip its organizers need them."
    )

# Mail: join links are sent with it. In development it is printed; where no server is named, the
# admin offers nothing to send.
EMAIL_URL = env.str("EMAIL_URL", default="") or ("consolemail://" if DEBUG else "dummymail://")
globals().update(env.email_url_config(EMAIL_URL))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="") or "tripbook@localhost"
SENDS_MAIL = not EMAIL_URL.startswith("dummymail:")

# The application

INSTALLED_APPS = [
    "tripbook.admin_config.TripbookAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    # Before staticfiles: `runserver` then serves static files as gunicorn does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "simple_history",
    "people",
    "events",
    "notes",
    "tripbook",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # It hashes the final bytes: what changes a body goes below it.
    "tripbook.middleware.conditional_get",
    "tripbook.middleware.compress",
    "tripbook.middleware.cache_control",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tripbook.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "events.viewers.ViewerMiddleware",
    # The history of a row names who is signed in.
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    # It answers in place of a view that found somebody locked out.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tripbook.urls"
WSGI_APPLICATION = "tripbook.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{BASE_DIR / 'db.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Readers don't wait for a writer; writers wait for each other instead of failing when a
    # transaction that began by reading turns to writing.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]

# Signing in: who has guessed a password too often waits, by account and address, so that nobody
# can lock out somebody who comes from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "tripbook.signing_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "tripbook.clients.address_of"
# Who signed in when is nobody's business; the admin has an action to unlock.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# The name under which an authenticator app shows the account.
OTP_TOTP_ISSUER = urlsplit(SITE_URL).hostname or "tripbook"

# Languages and time

LANGUAGE_CODE = "en"
# Each in its own words, as the language switch shows them.
LANGUAGES = [("en", "English"), ("zh-hant", "正體中文"), ("ja", "日本語"), ("ko", "한국어")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Safety

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEBUG)
# A load balancer asks for it inside the network, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if env.bool("TRUST_X_FORWARDED_PROTO", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies of one's own stand in front, each of which adds to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SERVED_OVER_HTTPS else 0
# Other sites under the same domain are not this site's to bind, so HSTS is for this host alone.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SERVED_OVER_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SERVED_OVER_HTTPS else []
CSRF_FAILURE_VIEW = "tripbook.pages.views.errors.form_is_stale"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Everything goes to standard error, with the tokens of personal links masked.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "masked": {
            "()": "tripbook.logs.TokenMaskingFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "masked"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # It warns of each HEAD: Django leaves it to the server to drop the body of the answer.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
