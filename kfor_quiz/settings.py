"""All settings, driven by the environment. A wrong or unknown variable stops the start with one sentence that names it.

KFOR_MODE=local (set by `make run`) is for one person on one machine; anything else is production.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured

from kfor_quiz.environment import (
    env,
    keep_local_secret,
    read_address,
    read_bool,
    read_choice,
    read_count,
    read_folder,
    read_needed,
    read_secret,
    read_sender,
    read_share,
    read_text,
    refuse_misspelt_variables,
    refuse_unknown_variables,
)
from kfor_quiz.languages import list_languages

BASE_DIR = Path(__file__).resolve().parent.parent
django_stubs_ext.monkeypatch()  # lets ModelAdmin[Question] and ModelForm[User] stand in code that runs
refuse_unknown_variables()
refuse_misspelt_variables()

LOCAL = read_choice("KFOR_MODE", choices=("local", "production"), default="production") == "local"
VAR_DIR = read_folder("KFOR_VAR", default=BASE_DIR / "var")
DEBUG = False
if LOCAL:
    try:
        SECRET_KEY = keep_local_secret(VAR_DIR / "secret")
    except OSError as error:
        raise ImproperlyConfigured(f"KFOR_VAR is {VAR_DIR}. The app cannot keep its files there: {error.strerror}.") from error
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
else:
    SECRET_KEY = read_secret("SECRET_KEY")
    ALLOWED_HOSTS = [host.strip() for host in read_needed("ALLOWED_HOSTS").split(",") if host.strip()]

OPEN_SIGNUP = read_bool("KFOR_OPEN_SIGNUP", default=True)
GUESTS = read_bool("KFOR_GUESTS", default=True)
GUESTS_PER_HOUR = read_count("KFOR_GUESTS_PER_HOUR", default=60)  # from one address; a class shares the one of its router
PASS_MARK = read_share("KFOR_PASS_MARK", default=0.7)
EXAM_QUESTIONS = 25  # of an exam that a learner starts alone
EXAM_TIME = dt.timedelta(minutes=20)  # before anybody's extra time
EXAM_GRACE = dt.timedelta(seconds=read_count("KFOR_EXAM_GRACE_SECONDS", default=5))  # for what was sent in time and came late
MARKING = read_text("KFOR_MARKING", default="Training · unclassified")
TRUSTED_PROXIES = read_count("KFOR_TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "kfor_quiz.operations",
    "kfor_quiz.demo",
    "kfor_quiz.authoring.apps.AuthoringConfig",
    "kfor_quiz.progress",
    "kfor_quiz.quizzes",
    "kfor_quiz.memory",
    "kfor_quiz.bank",
    "kfor_quiz.accounts",
    "allauth",
    "allauth.account",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "kfor_quiz.authoring.apps.AuthoringAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "kfor_quiz.operations.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "kfor_quiz.operations.middleware.PageHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kfor_quiz.accounts.middleware.PersonalSettings",
    "kfor_quiz.accounts.middleware.GuestsSeen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "kfor_quiz.urls"
WSGI_APPLICATION = "kfor_quiz.wsgi.application"

CACHED_LOADERS = [
    (
        "django.template.loaders.cached.Loader",
        ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
    )
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", CACHED_LOADERS)],
            "builtins": ["template_partials.templatetags.partials", "kfor_quiz.icons"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kfor_quiz.http.page_context",
                "kfor_quiz.authoring.context.authoring",
                "kfor_quiz.bank.context.notices",
            ],
        },
    }
]

if read_text("DATABASE_URL"):
    DATABASE = read_address("DATABASE_URL", default="", what="a PostgreSQL database", read=env.db_url)
    if DATABASE["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL is not the address of a PostgreSQL database.")
    DATABASE["OPTIONS"] = {**DATABASE.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 4, "timeout": 5}}
else:
    DATABASE = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "kfor-quiz.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL",
        },
    }
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHE = read_address("CACHE_URL", default="dbcache://kfor_cache", what="a cache", read=env.cache_url)
if CACHE["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    CACHE["BACKEND"] = "kfor_quiz.operations.cache.HonestDatabaseCache"
CACHES = {"default": CACHE}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "kfor_quiz.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_FORMS = {
    "login": "kfor_quiz.accounts.forms.SignInForm",
    "signup": "kfor_quiz.accounts.forms.SignUpForm",
    "reset_password": "kfor_quiz.accounts.forms.NewPasswordForm",
    "reset_password_from_key": "kfor_quiz.accounts.forms.PasswordByLinkForm",
    "change_password": "kfor_quiz.accounts.forms.PasswordChangeForm",
    "set_password": "kfor_quiz.accounts.forms.FirstPasswordForm",
    "reauthenticate": "kfor_quiz.accounts.forms.PasswordAgainForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"start_guest": f"{GUESTS_PER_HOUR}/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

EMAIL_CONFIG = read_address("EMAIL_URL", default="dummymail://", what="a mail server", read=env.email_url)
globals().update(EMAIL_CONFIG)
SENDS_EMAIL = bool(read_text("EMAIL_URL"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read_sender("KFOR_EMAIL_FROM", is_needed=SENDS_EMAIL and not LOCAL)

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = list_languages(LOCALE_PATHS[0])
FORMAT_MODULE_PATH = ["kfor_quiz.authoring.date_formats"]  # for the admin, which has no formats of its own
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CSRF_FAILURE_VIEW = "kfor_quiz.operations.errors.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60  # as long as a guest is kept
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"

LOG_LEVEL = read_choice("KFOR_LOG_LEVEL", choices=("DEBUG", "INFO", "WARNING", "ERROR"), default="WARNING" if LOCAL else "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "kfor_quiz.operations.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "psycopg.pool": {"level": "ERROR"},  # what it warns of is raised too, and told in one sentence
    },
}
