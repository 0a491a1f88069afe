from django.urls import path

from kfor_quiz.quizzes.views import building, exams, keeping, looking_back, starting, taking

app_name = "quizzes"
urlpatterns = [
    path("try/", starting.begin_trial, name="try"),
    path("keep/old/", keeping.keep_old, name="keep_old"),
    path("quizzes/", looking_back.quizzes, name="list"),
    path("quizzes/<slug:pack>/exam/", exams.exam, name="exam"),
    path("quizzes/build/", building.build, name="build"),
    path("quizzes/<slug:pack>/<slug:quiz>/start/", starting.start, name="start"),
    path("quizzes/<slug:pack>/<slug:quiz>/try/", starting.begin_trial, name="try_one"),
    path("attempts/", looking_back.attempts, name="attempts"),
    path("attempts/read-date/", taking.read_date, name="read_date"),
    path("attempts/<uuid:attempt>/", taking.attempt, name="attempt"),
    path("attempts/<uuid:attempt>/result/", looking_back.result, name="result"),
    path("attempts/<uuid:attempt>/retry/", starting.retry, name="retry"),
    path("attempts/<uuid:attempt>/overview/", exams.overview, name="overview"),
    path("attempts/<uuid:attempt>/submit/", exams.submit, name="submit"),
    path("attempts/<uuid:attempt>/<int:position>/", taking.slot, name="slot"),
    path("attempts/<uuid:attempt>/<int:position>/answer/", taking.answer, name="answer"),
    path("attempts/<uuid:attempt>/<int:position>/save/", exams.save, name="save"),
    path("attempts/<uuid:attempt>/<int:position>/report/", looking_back.report, name="report"),
]
