"""Where people of the demo belong: invented units, and who teaches and leads there. No unit of that name exists."""

from collections.abc import Iterator
from dataclasses import dataclass

from kfor_quiz.accounts.models import Role

FORCE = "Simulated Force"
TASK_FORCES = ("Amber", "Juniper", "Slate")
PARTS = ("1st Company", "2nd Company", "Course 1")
CLOSED = ("Simulated Task Force Slate", "Slate Spring Course")


@dataclass(frozen=True)
class Staff:
    """Somebody who does not study: a name to sign in with, and the role in a unit."""

    name: str
    unit: str
    role: Role


def list_units() -> Iterator[tuple[str, str]]:
    """The name of each unit and that of the one it is part of, which comes before it; empty for the first."""
    yield FORCE, ""
    for name in TASK_FORCES:
        yield _task_force(name), FORCE
        for part in PARTS:
            yield f"{name} {part}", _task_force(name)
    yield CLOSED[1], CLOSED[0]


def list_places() -> list[str]:
    """The units that learners belong to."""
    return [f"{name} {part}" for part in PARTS for name in TASK_FORCES]


def list_staff() -> tuple[Staff, ...]:
    """Instructors and managers."""
    amber, juniper, slate = map(_task_force, TASK_FORCES)
    return (
        Staff("sim-instructor-1", amber, Role.INSTRUCTOR),
        Staff("sim-instructor-2", juniper, Role.INSTRUCTOR),
        Staff("sim-instructor-3", slate, Role.INSTRUCTOR),
        Staff("sim-instructor-4", "Amber Course 1", Role.INSTRUCTOR),
        Staff("sim-manager-1", FORCE, Role.MANAGER),
        Staff("sim-manager-2", amber, Role.MANAGER),
        Staff("sim-manager-3", juniper, Role.MANAGER),
    )


def _task_force(name: str) -> str:
    return f"Simulated Task Force {name}"
