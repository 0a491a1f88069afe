"""What the pack's tables are checked against: the settings that every data class of the engine shares, and how much fits.

The bounds are those of the database's columns; a test holds the two together.
"""

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

LONGEST_KEY = 80
LONGEST_NUMBER = 40
MOST_ASKED = 1_000
LARGEST_FIGURE = 999_999_999_999

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_KEY)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Title = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=200)]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=300)]
Address = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=500)]
Edition = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=100)]
Code = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=12)]
Number = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, max_length=LONGEST_NUMBER)]
Abbreviation = Annotated[str, StringConstraints(max_length=40)]
Phrase = Annotated[str, StringConstraints(max_length=200)]
Article = Annotated[str, StringConstraints(max_length=20)]
Day = Annotated[dt.date, Strict()]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=1, le=MOST_ASKED)]
Figure = Annotated[int, Strict(), Field(ge=0, le=LARGEST_FIGURE)]


class Record(BaseModel):
    """A frozen row of data; an unknown field is an error, so a misspelt one is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")
