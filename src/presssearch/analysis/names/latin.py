"""Names of any script in Latin letters."""


def in_latin_letters(text: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415 - 8 ms, and only names in other scripts need it

    return anyascii(text)
