from django.urls import path

from kfor_quiz.progress import views

urlpatterns = [
    path("", views.home, name="home"),
    path("progress/", views.progress, name="progress"),
    path("progress/briefing/<slug:pack>/<slug:topic>/", views.recalled_briefing, name="recalled_briefing"),
]
