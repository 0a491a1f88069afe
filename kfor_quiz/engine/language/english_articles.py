"""“a” before a consonant, “an” before a vowel, as they are spoken."""

import re

# Vowels that are spoken as consonants (“a European”, “a unit”, “a one-off”), and consonants that are not (“an hour”).
_LIKE_CONSONANTS = r"eu|ewe|ubiq|uk|unanim|uni(?!n|mp|den)|us[aeu]|ute|util|utop|uran|one\b|once\b|ouija"
_LIKE_VOWELS = r"hour|honest|honou?r|heir"
# Either may stand before these: “a historic”, “an historic”.
_EITHER = r"hotel|histor|habitual|hereditary|herb"

# An article and a word in lower case that do not fit. Names, figures and single letters are spoken in too many ways.
ILL_FITTING = re.compile(
    rf"\b[Aa] (?=[aeiou])(?!{_LIKE_CONSONANTS})[a-z]{{2}}[\w-]*"
    rf"|\b[Aa]n (?![aeiou]|{_LIKE_VOWELS}|{_EITHER})[a-z]{{2}}[\w-]*"
    rf"|\b[Aa] (?:{_LIKE_VOWELS})[\w-]*"
    rf"|\b[Aa]n (?:{_LIKE_CONSONANTS})[\w-]*"
)
