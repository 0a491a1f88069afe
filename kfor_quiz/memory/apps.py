from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MemoryConfig(AppConfig):
    name = "kfor_quiz.memory"
    verbose_name = _("memory")
