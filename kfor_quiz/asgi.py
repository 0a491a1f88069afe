"""The app for a ASGI server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kfor_quiz.settings")

application = get_asgi_application()
