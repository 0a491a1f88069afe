"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from kfor_quiz.operations import views as operations

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = "kfor_quiz.operations.errors.bad_request"
handler403 = "kfor_quiz.operations.errors.permission_denied"
handler404 = "kfor_quiz.operations.errors.page_not_found"
handler429 = "kfor_quiz.operations.errors.too_many_requests"
handler500 = "kfor_quiz.operations.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", operations.healthz, name="healthz"),
    path("readyz", operations.readyz, name="readyz"),
    path("", include("kfor_quiz.progress.urls")),
    path("", include("kfor_quiz.quizzes.urls")),
    path("", include("kfor_quiz.memory.urls")),
    path("", include("kfor_quiz.bank.urls")),
    path("", include("kfor_quiz.accounts.urls")),
    path("accounts/", include("kfor_quiz.accounts.allauth_urls")),
    path("admin/", admin.site.urls),
]
