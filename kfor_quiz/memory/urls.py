from django.urls import path

from kfor_quiz.memory.views import planning, session

app_name = "memory"
urlpatterns = [
    path("cards/", session.cards, name="cards"),
    path("cards/undo/", session.undo, name="undo"),
    path("cards/more/", session.more, name="more"),
    path("cards/plan/", planning.plan, name="plan"),
    path("cards/pause/", planning.pause, name="pause"),
    path("cards/reviews/", planning.reviews, name="reviews"),
    path("cards/<slug:pack>/<slug:fact>/", session.card, name="card"),
    path("cards/<slug:pack>/<slug:fact>/answer/", session.answer, name="answer"),
    path("cards/<slug:pack>/<slug:fact>/rate/", session.rate, name="rate"),
]
