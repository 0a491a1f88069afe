"""Which Anki this is. Runs under the real Anki."""

import json
import sys

from anki.buildinfo import version

json.load(sys.stdin)
json.dump({"version": version}, sys.stdout)
