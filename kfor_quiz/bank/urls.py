from django.urls import path

from kfor_quiz.bank import views
from kfor_quiz.bank.exports import anki

app_name = "bank"
urlpatterns = [
    path("briefing/", views.briefing_index, name="briefing_index"),
    path("briefing/<slug:pack>/anki/", anki.download_deck, name="anki_deck"),
    path("briefing/<slug:pack>/<slug:topic>/", views.briefing, name="briefing"),
    path("timeline/", views.timeline_index, name="timeline_index"),
    path("timeline/<slug:pack>/", views.timeline, name="timeline"),
    path("glossary/", views.glossary, name="glossary"),
    path("search/", views.search, name="search"),
]
