from django.urls import path

from kfor_quiz.progress import views

urlpatterns = [path("", views.home, name="home")]
