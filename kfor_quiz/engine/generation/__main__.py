"""From a pack as JSON to its questions as JSON: `python -m kfor_quiz.engine.generation < pack.json`.

A process of its own, so that two builds can differ in how Python seeds its hashes.
"""

import dataclasses
import json
import sys

from kfor_quiz.engine.generation import generate
from kfor_quiz.engine.knowledge import Pack


def build(pack_json: str) -> str:
    """The questions of a pack, one JSON object a line. Only sets are sorted: all else stands in the order it was made in."""
    drafts = generate(Pack.model_validate_json(pack_json))
    return "".join(json.dumps(dataclasses.asdict(draft), default=sorted) + "\n" for draft in drafts)


if __name__ == "__main__":
    sys.stdout.write(build(sys.stdin.read()))
