"""The app for a WSGI server. Settings that are wrong end it with one sentence."""

import gc
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kfor_quiz.settings")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.exit(str(error))

# What is loaded by now stays loaded: the collector need not look through all of it again while somebody waits.
gc.collect()
gc.freeze()
