"""Rows that are written once: answers, statistics and exports point at them."""

from typing import Any

from django.db import models


class UnchangingRowError(RuntimeError):
    """A row that never changes was saved a second time."""


class UnchangingModel(models.Model):
    """A row that is stored once. To say something else, store another row, such as a new version."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new row. Raise UnchangingRowError for one that is stored already."""
        if not self._state.adding:
            raise UnchangingRowError(f"{self._meta.verbose_name} {self.pk} is stored and does not change")
        super().save(*args, **kwargs)
