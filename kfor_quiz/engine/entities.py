"""Named things of a subject, with every name they go by."""

import re
from collections.abc import Iterable, Iterator, Mapping

from kfor_quiz.engine.schema import Abbreviation, Article, Flag, Key, Record, Text, Title


class Entity(Record):
    """One named thing. `part_of` names its wholes and broader terms; those never distract for it, nor it for them."""

    key: Key
    type: Key
    name: Title
    article: Article = ""
    abbreviation: Abbreviation = ""
    variants: tuple[Text, ...] = ()
    part_of: tuple[Key, ...] = ()
    gloss: Text
    in_glossary: Flag = True
    plural: Flag = False

    def names(self) -> tuple[str, ...]:
        """Every name that is right for this entity, the canonical one first."""
        return tuple(dict.fromkeys(name for name in (self.name, self.abbreviation, *self.variants) if name))

    @property
    def is_initialism(self) -> bool:
        """True when the capitals of the name spell the abbreviation: “Kosovo Protection Corps” gives “KPC” away."""
        initials = (word[0] for word in re.split(r"[\W_]+", self.name) if word[:1].isupper())
        return "".join(initials) == self.abbreviation

    def short_names(self) -> tuple[str, ...]:
        """The abbreviation, and names in capitals and digits: “KPC”, “COM JFCN”."""
        return tuple(name for name in self.names() if name == self.abbreviation or name.upper() == name)

    def full_names(self) -> tuple[str, ...]:
        """The names written out."""
        short = self.short_names()
        return tuple(name for name in self.names() if name not in short)


class EntityIndex(Mapping[str, Entity]):
    """The entities of one pack by key, with what relates them."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_key = {entity.key: entity for entity in entities}
        self._wholes: dict[str, frozenset[str]] = {}

    def __getitem__(self, key: str) -> Entity:
        return self._by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    def wholes(self, key: str) -> frozenset[str]:
        """Keys of all that the entity is a part of, directly or through others."""
        if key not in self._wholes:
            self._wholes[key] = self._find_wholes(key)
        return self._wholes[key]

    def _find_wholes(self, key: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = list(self._by_key[key].part_of)
        while waiting:
            whole = waiting.pop()
            if whole not in found and whole in self._by_key:
                found.add(whole)
                waiting.extend(self._by_key[whole].part_of)
        return frozenset(found)

    def related(self, one: str, other: str) -> bool:
        """True when the two are the same thing, or one is a part of the other."""
        return one == other or one in self.wholes(other) or other in self.wholes(one)
