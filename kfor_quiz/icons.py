"""The tag that draws an icon: `{% icon "check" %}`. All templates have it."""

import functools

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@functools.cache  # a result shows dozens
def icon(name: str) -> SafeString:
    """One icon of `img/icons.svg`, by its id there. It says nothing that the words beside it do not say."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', static("img/icons.svg"), name
    )
