"""The reviews of a learner, to look back at and to take back."""

from django.core.paginator import Page, Paginator

from kfor_quiz.accounts.models import User
from kfor_quiz.engine.scheduling import Rating, Source
from kfor_quiz.memory.models import Review
from kfor_quiz.memory.rows import LoggedRow
from kfor_quiz.memory.wording import rating_word, source_word

ON_A_PAGE = 50


def read_log(*, learner: User, words: str = "", page: str = "") -> "Page[Review]":
    """A page of the learner's reviews, the newest first; with `words`, of the facts that say all of them. Two queries."""
    reviews = Review.objects.of(learner).select_related("undo", "fact_version").order_by("-at", "-pk")
    for word in words.split():
        reviews = reviews.filter(fact_version__statement__icontains=word)
    return Paginator(reviews, ON_A_PAGE).get_page(page)


def logged_row(review: Review) -> LoggedRow:
    """A review as the list shows it."""
    return LoggedRow(
        number=review.pk,
        at=review.at,
        statement=review.fact_version.statement,
        source=source_word(Source(review.source)),
        rating=rating_word(Rating(review.rating), is_of_four=False),
        is_undone=hasattr(review, "undo"),
    )
