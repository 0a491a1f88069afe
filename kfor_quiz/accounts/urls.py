from django.urls import path

from kfor_quiz.accounts import views

app_name = "accounts"
urlpatterns = [
    path("keep/", views.keep, name="keep"),
    path("accounts/email/", views.email, name="email"),
    path("accounts/profile/", views.profile, name="profile"),
]
