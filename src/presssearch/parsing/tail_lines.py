"""The last lines of a document: credit, byline, date, categories."""

from presssearch.parsing.byline import find_byline, is_byline_label, is_person_name, split_names
from presssearch.parsing.credit import find_credit
from presssearch.parsing.dateline_lines import take_tail_date
from presssearch.parsing.headline import strip_signs
from presssearch.parsing.layout import PROSE_CHARS, Layout, Segments, Setting
from presssearch.parsing.rubric import find_labelled_rubric
from presssearch.readers.raw import Role

TAIL_LINES = 10
_SIGNED = (
    "sincerely",
    "respectfully",
    "yours",
    "faithfully",
    "regards",
    "hochachtungsvoll",
    "с уважением",
    "cordially",
)
_SENTENCE_END = (".", "!", "?", "…", "”", "»", '"', "。", "؟", "।", ")", "’", ":")


def take_tail(layout: Layout, segments: Segments, setting: Setting) -> None:
    """From the end upwards: credit, byline, date, categories, until the prose begins."""
    for number in range(len(layout.lines) - 1, max(-1, len(layout.lines) - 1 - TAIL_LINES), -1):
        if number in layout.taken or number in layout.cut:
            continue
        text = layout.lines[number].text
        if len(text) >= PROSE_CHARS and not find_credit(text):
            break
        if not _take_tail_line(layout, segments, setting, number) and text.endswith(_SENTENCE_END) and len(text) > 60:
            break


def _take_tail_line(layout: Layout, segments: Segments, setting: Setting, number: int) -> bool:
    line = layout.lines[number]
    where = layout.where(number)
    label = find_labelled_rubric(line.text)
    if label and label[1] <= 2:
        layout.take([number], "rubric")
        segments.rubric, segments.where["rubric"] = label[0], where  # the page's own word for its section
        return True
    credit = find_credit(line.text, beside_byline=segments.credit is not None or bool(segments.byline))
    if credit:
        layout.take([number], "credit")
        segments.give("credit", credit, where)
        return True
    labelled = number > 0 and is_byline_label(layout.lines[number - 1].text)
    names = split_names(line.text) if labelled else find_byline(line.text) or _bare_names(layout, number)
    if names and line.role is not Role.LIST_ITEM:
        layout.take([number - 1, number] if labelled else [number], "byline")
        segments.give("byline", names, where)
        return True
    return take_tail_date(layout, segments, setting, number)


def _bare_names(layout: Layout, number: int) -> tuple[str, ...] | None:
    """A line that is a name and nothing else, behind prose or behind "Sincerely,"."""
    text = strip_signs(layout.lines[number].text)
    if not is_person_name(text) or number == 0:
        return None
    before = layout.lines[number - 1].text.rstrip(" *_")
    signed = before.lower().rstrip(" ,.").endswith(_SIGNED) or any(before.lower().startswith(word) for word in _SIGNED)
    return (text,) if signed or before.endswith(_SENTENCE_END) else None
