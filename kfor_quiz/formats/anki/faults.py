"""Why a file cannot be read as an Anki package: one sentence for each reason."""

from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a file as a whole, and what to do about it."""

    NOT_A_ZIP = "This is not an Anki package. Choose a file that Anki exported, with a name that ends in .apkg."
    DAMAGED = "The file is cut off or damaged. Export the deck from Anki again, or copy the file again."
    TOO_LARGE = "The file is larger than 64 MB. Export the deck from Anki without media, or in parts."
    BOMB = "The file unpacks to far more than a deck of notes holds. It was not read."
    NO_COLLECTION = "This archive holds no Anki collection. Choose a file that Anki exported."
    NEWER = "The package is of a newer kind than this app reads. In Anki, export it with “Support older Anki versions”."
    ONLY_A_NOTICE = "The package holds nothing but Anki’s request for an update. Export the deck from Anki again."
    UNREADABLE = "The collection in this package cannot be read. Export the deck from Anki again."
    NO_CARDS = "There are no cards in this package. In Anki, choose a deck that has some, and export it."
    TOO_MANY = "There are more than 10,000 notes or 30,000 cards in this package. Export the deck from Anki in parts."


class AnkiFileError(Exception):
    """A file that cannot be read as an Anki package; nothing of it is used. The text is the sentence of its fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
