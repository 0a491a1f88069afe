"""The one note type that we write. It is frozen: with another field or card, Anki would take it for another type and part decks.

What a later release has to add goes into a spare field, which the cards show already; the style may change.
"""

import datetime as dt
from typing import Any

from kfor_quiz.engine.digests import digest_number

# The ids of Anki are times in milliseconds: ours look like those of the years 2004 to 2039.
FIRST_ID, IDS = 1 << 40, 1 << 40
NAME = "KFOR Quiz fact"
MODEL_ID = FIRST_ID + digest_number("anki note type", NAME, below=IDS)
# To be raised with every change of cards or style: Anki takes over the later one.
DATED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
SPARE_FIELDS = ("Spare 1", "Spare 2", "Spare 3", "Spare 4")
FIELDS = (
    *("Question", "Answer", "Statement", "Sentence", "Source", "Paragraph", "Topic", "Importance", "Fact"),
    *("Typed", "Marking", "Notice", *SPARE_FIELDS),
)

_MARKING = '{{#Marking}}<p class="marking">{{Marking}}</p>{{/Marking}}'
_SPARE = "".join(f'{{{{#{name}}}}}<p class="more">{{{{{name}}}}}</p>{{{{/{name}}}}}' for name in SPARE_FIELDS)
# Where `Typed` is filled, Anki asks for the answer to be typed, and compares it; an empty line does as well.
FRONT = f"""{_MARKING}
<p class="topic">{{{{Topic}}}}</p>
<p class="question">{{{{Question}}}}</p>
{{{{#Typed}}}}{{{{type:Answer}}}}{{{{/Typed}}}}
{_MARKING}"""
BACK = f"""{_MARKING}
<p class="topic">{{{{Topic}}}}</p>
<p class="question">{{{{Question}}}}</p>
<hr id="answer">
{{{{#Typed}}}}{{{{type:Answer}}}}{{{{/Typed}}}}{{{{^Typed}}}}<p class="answer">{{{{Answer}}}}</p>{{{{/Typed}}}}
<p class="statement">{{{{Statement}}}}</p>
{{{{#Sentence}}}}<blockquote>{{{{Sentence}}}}</blockquote>{{{{/Sentence}}}}
{_SPARE}
<p class="source">{{{{Source}}}}</p>
<p class="source">{{{{Notice}}}}</p>
{_MARKING}"""
CSS = """.card { font-family: system-ui, sans-serif; font-size: 20px; line-height: 1.5; }
.card { max-width: 38em; margin: 0 auto; padding: 0 1em; }
.question, .answer { font-size: 1.2em; font-weight: 600; }
.topic, .source, .marking { font-size: .75em; }
.marking { text-align: center; letter-spacing: .09em; text-transform: uppercase; }
blockquote { margin: 1em 0; padding-inline-start: 1em; border-inline-start: 3px solid; font-family: Charter, Georgia, serif; }
"""


def templates() -> list[dict[str, Any]]:
    """The cards of the type; a list of its own for each deck, for whoever writes it fills it in."""
    return [{"name": "Recall", "qfmt": FRONT, "afmt": BACK}]
