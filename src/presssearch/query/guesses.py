"""What a word with wildcards or wrong letters stands for: which forms fit, and how near they are."""

from collections.abc import Callable, Sequence

from presssearch.analysis.shapes import edits, near, shape_of, spelled
from presssearch.query.tree import Fuzzy, Wildcard


def beginning_of(leaf: Wildcard | Fuzzy) -> str | None:
    """How every form that it stands for begins; None where it stands for none."""
    if isinstance(leaf, Fuzzy):
        form = spelled(leaf.text)
        return form[0] if form else None
    shape = shape_of(leaf.text)
    return shape.beginning if shape else None


def measure_of(leaf: Wildcard | Fuzzy) -> Callable[[str], int | None]:
    """How many edits a folded form is from what is asked for; None for a form that it does not stand for."""
    if isinstance(leaf, Wildcard):
        shape = shape_of(leaf.text)
        return lambda form: 0 if shape and shape.form.fullmatch(form) else None
    wanted, most = spelled(leaf.text) or "", leaf.edits

    def measured(form: str) -> int | None:
        if form[:1] != wanted[:1] or abs(len(form) - len(wanted)) > most:
            return None
        distance = edits(wanted, form, most)
        return distance if distance <= most else None

    return measured


def measured(leaf: Wildcard | Fuzzy, forms: Sequence[str]) -> list[tuple[int, int]]:
    """The same of many forms at once: the edits of each that it stands for, and its place among them."""
    if isinstance(leaf, Wildcard):
        shape = shape_of(leaf.text)
        return [(0, n) for n, form in enumerate(forms) if shape and shape.form.fullmatch(form)]
    wanted = spelled(leaf.text)
    return [(d, n) for d, n in near(wanted, forms, leaf.edits) if forms[n][:1] == wanted[0]] if wanted else []
