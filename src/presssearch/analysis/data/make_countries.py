"""Write countries.tsv: the names of every country in many languages, from Babel's locale data (Unicode CLDR).

Needs `babel` and `pycountry` (only here, never at run time):

    python make_countries.py > countries.tsv

Each locale is read in a process of its own: Babel lets data of one locale leak into another that was
asked for later in the same process.
"""

import multiprocessing
import sys

LOCALES = (
    "en fr de es pt it nl sv da nb fi is pl cs sk hu ro sl hr lt lv et el tr az uz ru uk be bg sr mk kk ky tg mn"
    " ka hy ar fa he ur hi ne si th vi id ms ja ko zh zh_Hant"
)
# what Babel's English calls otherwise than releases do
ENGLISH = {
    "CC": "Cocos Islands",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CV": "Cabo Verde",
    "HK": "Hong Kong",
    "MO": "Macao",
    "MM": "Myanmar",
    "PS": "Palestine",
    "UM": "United States Outlying Islands",
    "VI": "United States Virgin Islands",
}


def names_of(locale: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - in the child process

    names = Locale.parse(locale).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}


def main() -> None:
    import pycountry  # noqa: PLC0415

    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    context = multiprocessing.get_context("spawn")
    rows: dict[str, dict[str, str]] = {code: {} for code in alpha3}
    for locale in LOCALES.split():
        with context.Pool(1) as pool:
            names = pool.apply(names_of, (locale,))
        for code, row in rows.items():
            if code in names:
                row[locale] = names[code].replace(" & ", " and ") if locale == "en" else names[code]
    for code, name in ENGLISH.items():
        rows[code]["en"] = name
    write = sys.stdout.write
    write("\t".join(["code", "alpha3", *LOCALES.split()]) + "\n")
    for code in sorted(rows):
        write("\t".join([code, alpha3[code], *(rows[code].get(locale, "") for locale in LOCALES.split())]) + "\n")


if __name__ == "__main__":
    main()
