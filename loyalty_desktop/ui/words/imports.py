"""Words of imports: kinds, states, verdicts, field names, the quality of a match."""

from __future__ import annotations

from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.services.imports.types import FieldInfo, FieldMatch, Verdict
from loyalty_desktop.ui.words.i18n import fill, language, translate
from loyalty_desktop.words.sheet_kinds import KIND_WORDS
from loyalty_desktop.words.sheets import sheet_label

VERDICT_TONES = {
    Verdict.NEW: "good",
    Verdict.CHANGED: "warn",
    Verdict.UNCHANGED: "muted",
    Verdict.REJECTED: "bad",
    Verdict.LEFT_OUT: "muted",
}
STATE_TONES = {
    BatchState.APPLYING: "accent",
    BatchState.APPLIED: "good",
    BatchState.INTERRUPTED: "warn",
    BatchState.UNDONE: "muted",
    BatchState.FAILED: "bad",
}


def kind_text(kind: ImportKind) -> str:
    """Return the words for what a sheet holds."""
    return KIND_WORDS[kind].name.in_language(language())


def title_text(kind: ImportKind) -> str:
    """Return the wizard's title."""
    return KIND_WORDS[kind].title.in_language(language())


def plan_words(kind: ImportKind) -> str:
    """Return what an import will do, with `{new}`, `{changed}`, `{unchanged}`, `{rejected}` for numbers of rows."""
    return KIND_WORDS[kind].plan.in_language(language())


def state_text(state: BatchState) -> str:
    """Return the state of a batch in words."""
    return {
        BatchState.APPLYING: translate("ImportWords", "Being applied"),
        BatchState.APPLIED: translate("ImportWords", "Applied"),
        BatchState.INTERRUPTED: translate("ImportWords", "Interrupted"),
        BatchState.UNDONE: translate("ImportWords", "Undone"),
        BatchState.FAILED: translate("ImportWords", "Failed"),
    }[state]


def verdict_text(verdict: Verdict) -> str:
    """Return what happens with a row of this verdict, in words."""
    return {
        Verdict.NEW: translate("ImportWords", "new"),
        Verdict.CHANGED: translate("ImportWords", "changed"),
        Verdict.UNCHANGED: translate("ImportWords", "unchanged"),
        Verdict.REJECTED: translate("ImportWords", "rejected"),
        Verdict.LEFT_OUT: translate("ImportWords", "left out"),
    }[verdict]


def rows_text(verdict: Verdict, count: int) -> str:
    """Return the name of the rows of a verdict, for a tile that shows their number."""
    words = {
        Verdict.NEW: translate("ImportWords", "{n:new row|new rows}"),
        Verdict.CHANGED: translate("ImportWords", "{n:changed row|changed rows}"),
        Verdict.UNCHANGED: translate("ImportWords", "{n:unchanged row|unchanged rows}"),
        Verdict.REJECTED: translate("ImportWords", "{n:rejected row|rejected rows}"),
        Verdict.LEFT_OUT: translate("ImportWords", "{n:row left out|rows left out}"),
    }[verdict]
    return fill(words, n=count)


def field_text(name: str, label: str = "") -> str:
    """Return a field's name as people read it; custom fields have a label of their own."""
    return label or sheet_label(name, language())


def choice_texts(field: FieldInfo | None) -> tuple[str, ...]:
    """Return the names of the values of a closed list, in the language of the interface."""
    if field is None:
        return ()
    return field.russian if language() == "ru" else field.choices


def info_text(field: FieldInfo, *, needed: bool) -> str:
    """Return a field's name with a star when it must have a column."""
    text = field_text(field.name, field.label)
    return f"{text} *" if needed else text


def rivals_text(match: FieldMatch) -> str:
    """Return that a person must choose one of several columns."""
    names = ", ".join((match.header, *match.rivals))
    return translate("ImportWords", "choose one: {names}").format(names=names)


def quality_text(match: FieldMatch | None) -> tuple[str, str]:
    """Return how certain a match is, in words, and its tone."""
    if match is None:
        return translate("ImportWords", "not in the sheet"), "muted"
    if match.misfits:
        words = translate("ImportWords", "{bad} of {all} {all:value|values} {bad:does|do} not fit")
        return fill(words, bad=match.misfits, all=match.tried), "bad"
    if match.how == "memory":
        return translate("ImportWords", "as last time"), "good"
    if match.how in {"exact", "synonym"}:
        return translate("ImportWords", "sure"), "good"
    if match.how == "asked":
        return translate("ImportWords", "chosen by hand"), "good"
    return translate("ImportWords", "similar name, please check"), "warn"
