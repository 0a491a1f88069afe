"""Rows that are written once: answers, statistics and exports point at them."""

from typing import Any, NoReturn, TypeVar

from django.db import models


class UnchangingRowError(RuntimeError):
    """A row that never changes was to be saved a second time, or taken away."""


Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class UnchangingQuerySet(models.QuerySet[Row_co]):
    """Rows that are stored once; many of them change as little as one."""

    def update(self, **columns: Any) -> NoReturn:
        """Raise UnchangingRowError."""
        self._refuse("do not change")

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        """Raise UnchangingRowError."""
        self._refuse("do not change")

    def delete(self) -> NoReturn:
        """Raise UnchangingRowError."""
        self._refuse("are not deleted")

    def _refuse(self, what: str) -> NoReturn:
        raise UnchangingRowError(f"{self.model._meta.verbose_name_plural} {what}")  # noqa: SLF001


class UnchangingModel(models.Model):
    """A row that is stored once. To say something else, store another row, such as a new version."""

    objects = UnchangingQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new row. Raise UnchangingRowError for one that is stored already."""
        if not self._state.adding:
            raise UnchangingRowError(f"{self._meta.verbose_name} {self.pk} is stored and does not change")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise UnchangingRowError."""
        raise UnchangingRowError(f"{self._meta.verbose_name} {self.pk} is not deleted")
