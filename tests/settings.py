"""The app's settings for tests. Of the surroundings only DATABASE_URL counts."""

import os
from pathlib import Path

SURROUNDINGS = {"SECRET_KEY", "ALLOWED_HOSTS", "CACHE_URL", "EMAIL_URL"}
for name in [name for name in os.environ if name.startswith("KFOR_") or name in SURROUNDINGS]:
    del os.environ[name]
os.environ |= {"KFOR_MODE": "local", "KFOR_VAR": str(Path(__file__).parents[1] / "var" / "tests")}

from kfor_quiz.settings import *  # noqa: E402, F403
from kfor_quiz.settings import ALLOWED_HOSTS, DATABASE, STORAGES, VAR_DIR  # noqa: E402

ALLOWED_HOSTS += ["testserver"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
if "sqlite3" in DATABASE["ENGINE"]:
    # A file, so that threads and the browser's server have connections of their own, as in production; one for each run.
    DATABASE["TEST"] = {"NAME": VAR_DIR / f"test-{os.getpid()}.sqlite3"}
