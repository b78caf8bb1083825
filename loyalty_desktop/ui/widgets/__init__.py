"""Building blocks shared by screens. Import them from here.

Screens are built anew when the language, the theme or the density changes: build everything in `_build_ui`, keep no
words in attributes, put what must survive into `state()`. Colours come by *tone*: normal, muted, accent, good, bad, warn.

* Panels: Card, KpiTile, StatRow(Stat), StatTile, Note, Banner, EmptyState, Toast
* Words: Title, Heading, Caption, Muted, Text, ElidedLabel, KeyValues, line
* Buttons: PrimaryButton (one a screen), SecondaryButton, LinkButton, DangerButton, IconButton, MenuButton (`menu_`)
* Chips and tabs: Chip, ChipBar, Tabs, Stepper
* Input: Form/FormRow, LineEdit, TextArea, AmountEdit, NumberEdit, DayEdit, MomentEdit, Choice, RadioGroup, CheckBox, SearchField, FilePicker
* Tables: Column, PagedTable (of a ListController; `activated_id`), RowTable (`activated_row`);
  a whole list: widgets/list_view.ListView of a list_spec.ListSpec
* Pictures: Sparkline, BarChart(Series), Meter, ShareList, TierLadder(LadderStep)
"""

from loyalty_desktop.ui.models.columns import Column
from loyalty_desktop.ui.widgets.buttons import (
    BarButton,
    DangerButton,
    IconButton,
    LinkButton,
    MenuButton,
    PrimaryButton,
    SecondaryButton,
)
from loyalty_desktop.ui.widgets.cards import Card, KpiTile, Stat, StatRow, StatTile
from loyalty_desktop.ui.widgets.charts import BarChart, Meter, Series, ShareList, Sparkline
from loyalty_desktop.ui.widgets.chips import Chip, ChipBar
from loyalty_desktop.ui.widgets.form import Form, FormRow
from loyalty_desktop.ui.widgets.inputs import (
    AmountEdit,
    CheckBox,
    Choice,
    FilePicker,
    LineEdit,
    NumberEdit,
    RadioGroup,
    SearchField,
    TextArea,
)
from loyalty_desktop.ui.widgets.labels import (
    Caption,
    ElidedLabel,
    Heading,
    KeyValues,
    Muted,
    Note,
    Text,
    Title,
    line,
)
from loyalty_desktop.ui.widgets.ladder import LadderStep, TierLadder
from loyalty_desktop.ui.widgets.moments import DayEdit, MomentEdit
from loyalty_desktop.ui.widgets.states import Banner, EmptyState, Toast
from loyalty_desktop.ui.widgets.table import PagedTable, RowTable
from loyalty_desktop.ui.widgets.tabs import Stepper, Tabs

__all__ = [
    "AmountEdit", "Banner", "BarButton", "BarChart", "Caption", "Card", "CheckBox", "Chip", "ChipBar",
    "Choice", "Column", "DangerButton", "DayEdit", "ElidedLabel", "EmptyState", "FilePicker", "Form", "FormRow",
    "Heading", "IconButton", "KeyValues", "KpiTile", "LadderStep", "LineEdit", "LinkButton",
    "MenuButton", "Meter", "MomentEdit", "Muted", "Note", "NumberEdit", "PagedTable", "PrimaryButton", "RadioGroup", "RowTable",
    "SearchField", "SecondaryButton", "Series", "ShareList", "Sparkline", "Stat", "StatRow", "StatTile", "Stepper",
    "Tabs", "Text", "TextArea", "TierLadder", "Title", "Toast", "line",
]  # fmt: skip
