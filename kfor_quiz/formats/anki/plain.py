"""The HTML of Anki's fields as plain text."""

import re
from html.parser import HTMLParser

_MEDIA_TAGS = frozenset({"img", "audio", "video", "object", "embed", "svg", "canvas", "iframe"})
_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "br", "center", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    }
)
_UNSEEN = frozenset({"script", "style", "template", "title"})
_SOUND = re.compile(r"\[sound:[^\]]*\]|\[anki:play:[^\]]*\]|\[anki:tts[^\]]*\].*?\[/anki:tts\]", re.DOTALL)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class _Reader(HTMLParser):
    """Collects what a reader would see, and counts pictures."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.media = 0
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.media += tag in _MEDIA_TAGS
        self.unseen += tag in _UNSEEN
        self._break_at(tag)

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in _UNSEEN))
        self._break_at(tag)

    def _break_at(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def plain_text(content: str) -> str:
    """What a reader sees of HTML, a line for each block, white space folded, without empty lines, pictures and sound."""
    return _read(content)[0]


def count_media(content: str) -> int:
    """How many pictures and sounds HTML calls for."""
    return _read(content)[1]


def _read(content: str) -> tuple[str, int]:
    without_sound, sounds = _SOUND.subn(" ", content)
    reader = _Reader()
    reader.feed(without_sound.replace("\n", " "))
    reader.close()
    lines = (" ".join(_CONTROLS.sub("", line).split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(filter(None, lines)), reader.media + sounds
