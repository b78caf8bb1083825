"""Every code of a check and of a phase has words; a refusal stays until its field is edited; F1 helps."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.dialogs.base import HelpDialog
from loyalty_desktop.ui.dialogs.prove import check_words
from loyalty_desktop.ui.widgets import Form, LineEdit
from loyalty_desktop.ui.words import jobs as job_words
from tests.gui.screens import Stage

SOURCES = Path(job_words.__file__).resolve().parents[2]


def test_every_check_of_the_proof_has_words(services: Services, qapp: QApplication) -> None:
    codes = [check.code for check in services.proof.prove().checks]
    assert len(codes) > 15
    assert [code for code in codes if check_words(code) == code] == []


def test_phases_of_jobs_have_words_and_no_word_is_left_over() -> None:
    text = "".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    phases = set(re.findall(r"\.phase\(\s*\"([a-z._]+)\"", text))
    titles = set(re.findall(r"(?:\btitle=|\b_command\(\s*)\"([a-z._]+)\"", text))
    assert phases
    assert phases == set(job_words.PHASES)
    assert titles <= set(job_words.TITLES)


def test_no_title_and_no_link_of_a_job_is_used_by_nobody() -> None:
    words = Path(job_words.__file__).resolve()
    text = "".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py") if path != words)
    codes = {*job_words.TITLES, *job_words.LINKS, *job_words.DONE}
    assert {code for code in codes if f'"{code}"' not in text} == set()


def test_a_refusal_stays_until_its_field_is_edited(qapp: QApplication) -> None:
    form, name, other = Form(), LineEdit(), LineEdit()
    form.add("name", "Name", name)
    form.add("other", "Other", other)
    assert form.show_error(InvalidInput("amount.negative", field="name", found="-1"))
    form.rows["other"].left.emit()
    assert form.rows["name"].error()
    name.setText("x")
    assert not form.rows["name"].error()


def test_f1_helps(stage: Stage) -> None:
    stage.show("participants")
    stage.window.actions.run("help")
    assert isinstance(stage.dialog(), HelpDialog)
