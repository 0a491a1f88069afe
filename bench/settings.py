"""The app's own settings, with the bare views that it is measured against beside its addresses."""

from kfor_quiz.settings import *  # noqa: F403
from kfor_quiz.settings import ALLOWED_HOSTS, INSTALLED_APPS

INSTALLED_APPS += ["bench"]
ALLOWED_HOSTS += ["testserver"]
ROOT_URLCONF = "bench.urls"
