"""The addresses of the app, and of the bare views."""

from django.urls import URLPattern, URLResolver, include, path

from bench import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("bench/one-row/", views.one_row),
    path("bench/many/<int:reads>/<int:inserts>/<int:updates>/", views.many),
    path("bench/page/<int:reads>/", views.page),
    path("bench/forgetful/attempts/<uuid:attempt>/<int:position>/answer/", views.forgetful_answer),
    path("", include("kfor_quiz.urls")),
]
