"""What the bare views read and write: one small table."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Note(models.Model):
    """A row of about the size of an answer."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.JSONField()
    number = models.IntegerField(default=0)
    noted_at = models.DateTimeField()

    objects: ClassVar[models.Manager["Note"]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.pk}"
