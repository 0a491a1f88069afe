from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class AuthoringConfig(AppConfig):
    name = "kfor_quiz.authoring"
    verbose_name = _("Authoring")


class AuthoringAdminConfig(AdminConfig):
    """Django's admin, with our site as its only one."""

    default_site = "kfor_quiz.authoring.site.AuthoringSite"
