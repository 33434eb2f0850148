"""Write months.tsv: the names of the months, from Babel's locale data (Unicode CLDR, Unicode License v3) and ours.

Needs `babel` (only here, never at run time):

    python make_months.py > months.tsv

CLDR gives the wide and the abbreviated names, inside a date and alone. month_spellings.tsv is ours: what ministries
and agencies print beside them (other cases, other scripts, Levantine and Maghreb months, Austrian Jänner), and the
calendar of Iran and Afghanistan. Languages stand in the order of LANGUAGES: where a word means two months, the first
one has it.
Each locale is read in a process of its own: Babel lets data of one locale leak into another.
"""

import multiprocessing
import sys
from pathlib import Path

LANGUAGES = (
    "en ru kk uk fr de es pt it tr ar fa sv pl nl da nb fi cs sk hu ro bg sr hr sl mk sq lt lv et be ky uz az tg hy ka"
    " el he hi ne ur bn id sw ca th ms bs is gl tk ps am si ta eu mt ga km lo my"
)
MONTHS = range(1, 13)


def names_of(locale: str) -> list[list[str]]:
    """The forms of each month, January first, without the dots of abbreviations."""
    from babel import Locale  # noqa: PLC0415 - in the child process

    months = Locale.parse(locale).months
    kinds = [("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated"), ("stand-alone", "abbreviated")]
    return [[months[context][width][number].lower().removesuffix(".") for context, width in kinds] for number in MONTHS]


def main() -> None:
    lines = Path(__file__).with_name("month_spellings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ours = {language: [cell.split("|") for cell in cells] for language, *cells in (line.split("\t") for line in lines)}
    context = multiprocessing.get_context("spawn")
    write = sys.stdout.write
    write(
        "language\tjanuary\tfebruary\tmarch\tapril\tmay\tjune\tjuly\taugust\tseptember\toctober\tnovember\tdecember\n"
    )
    for language in [*LANGUAGES.split(), "solar-hijri"]:
        cldr: list[list[str]] = [[] for _ in MONTHS]
        if language != "solar-hijri":
            with context.Pool(1) as pool:
                cldr = pool.apply(names_of, (language,))
        added = ours.get(language, [[] for _ in MONTHS])
        cells = [[form for form in dict.fromkeys([*a, *b]) if form] for a, b in zip(cldr, added, strict=True)]
        write("\t".join([language, *("|".join(forms) for forms in cells)]) + "\n")


if __name__ == "__main__":
    main()
