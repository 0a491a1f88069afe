"""The app's settings for tests: nothing of the surroundings counts but DATABASE_URL, and each run has a folder of its own."""

import atexit
import os
import shutil
import tempfile

for name in [
    name for name in os.environ if name.startswith("KFOR_") or name in {"SECRET_KEY", "ALLOWED_HOSTS", "CACHE_URL", "EMAIL_URL"}
]:
    del os.environ[name]
folder = tempfile.mkdtemp(prefix="kfor-quiz-tests-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ |= {"KFOR_MODE": "local", "KFOR_VAR": folder}

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
    # A file, so that threads and the browser's server have connections of their own, as in production.
    DATABASE["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
