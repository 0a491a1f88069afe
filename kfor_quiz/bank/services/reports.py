"""What services answer to commands and pages."""

from dataclasses import dataclass, field


@dataclass
class GenerationReport:
    """Keys of questions by what generation did to them. `flawed` are kept as drafts: key, and the names of the flaws."""

    created: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    republished: list[str] = field(default_factory=list)
    to_review: list[str] = field(default_factory=list)
    flawed: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_unchanged(self) -> bool:
        """True when no question says anything else than before, and none came or went."""
        return not (self.created or self.renewed or self.retired or self.republished or self.to_review)
