"""A message in both languages, and the notation of its templates.

- `{name}` is a parameter. Numbers, amounts, dates and moments are formatted in the language of the reader;
  texts stay as they are.
- `{count:row|rows}` is the plural form that goes with the number `count`; the number itself is not shown, so a
  template usually reads `{count} {count:row|rows}`. English has two forms (1; all others), Russian three
  (1, 21, 31; 2 to 4, 22 and fractions; 5 to 20): `{count} {count:строка|строки|строк}`. A form may be several words.
- `{batch:id}` shows a number that identifies something (an import, a row, a line): without separators.
- `{{` and `}}` are braces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter as TemplateParser

PLURAL_FORMS = {"en": 2, "ru": 3}
"""How many plural forms a language has."""

IDENTIFIER = "id"
"""The format of a number that identifies something."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message as a template in every language of the program."""

    en: str
    ru: str

    def in_language(self, language: str) -> str:
        """Returns the template of a language; English for an unknown language."""
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder of a template: the parameter's name and how it is shown."""

    name: str
    form: str

    @property
    def plural_forms(self) -> tuple[str, ...]:
        """Returns the plural forms; empty when the placeholder shows a value."""
        return tuple(self.form.split("|")) if "|" in self.form else ()


def placeholders(template: str) -> Iterator[Placeholder]:
    """Read the placeholders of a template. Raises ValueError for a malformed template."""
    for _text, name, form, _conversion in TemplateParser().parse(template):
        if name is not None:
            yield Placeholder(name, form or "")
