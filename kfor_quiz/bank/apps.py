from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BankConfig(AppConfig):
    name = "kfor_quiz.bank"
    verbose_name = _("Facts and questions")
