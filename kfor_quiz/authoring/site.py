"""The admin site: open to administrators and instructors."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kfor_quiz.authoring.roles import is_author
from kfor_quiz.authoring.views import Choices


class AuthoringSite(AdminSite):
    site_header = _("KFOR Quiz: authoring")
    site_title = _("Authoring")
    index_title = _("Content, questions and people")

    def has_permission(self, request: HttpRequest) -> bool:
        return is_author(request)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Choices.as_view(admin_site=self)(request)
