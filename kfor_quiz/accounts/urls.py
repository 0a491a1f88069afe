from django.urls import path

from kfor_quiz.accounts import views

app_name = "accounts"
urlpatterns = [
    path("keep/", views.keep, name="keep"),
    path("accounts/profile/", views.profile, name="profile"),
    # These three stand before allauth's own views at the same addresses.
    path("accounts/login/", views.sign_in, name="sign_in"),
    path("accounts/signup/", views.sign_up, name="sign_up"),
    path("accounts/password/reset/", views.reset_password, name="reset_password"),
]
