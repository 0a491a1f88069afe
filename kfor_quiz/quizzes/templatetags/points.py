"""Points as people read them."""

from django import template
from django.template.defaultfilters import floatformat

register = template.Library()


@register.filter
def points(value: float) -> str:
    """Points to one place, and without it where that is a nought: 13.5, and 14 for 13.97."""
    return floatformat(round(value, 1), -1)
