"""What the pack's tables are checked against: the settings that every data class of the engine shares."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Record(BaseModel):
    """A frozen row of data; an unknown field is an error, so a misspelt one is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")
