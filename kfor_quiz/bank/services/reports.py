"""What services answer to commands and pages."""

from dataclasses import dataclass, field

from kfor_quiz.engine.lint import Flaw


@dataclass
class GenerationReport:
    """Keys of questions by what generation did to them. `flawed` are kept out of use: key, and the names of the flaws."""

    created: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    republished: list[str] = field(default_factory=list)
    to_review: list[str] = field(default_factory=list)
    flawed: dict[str, list[str]] = field(default_factory=dict)

    def note_flaws(self, key: str, flaws: list[Flaw]) -> None:
        """Keep what the linter found in a question."""
        self.flawed[key] = [f"{flaw.rule} {flaw.name}: {flaw.words}" for flaw in flaws]
