"""Digits of every script as 0-9."""


class _Digits(dict[int, int]):
    """Every decimal digit -> its ASCII sign, for str.translate."""

    def __missing__(self, code: int) -> int:
        letter = chr(code)
        self[code] = ord(str(int(letter))) if letter.isdecimal() else code
        return self[code]


_digits = _Digits()


def western_digits(text: str) -> str:
    """All decimal digits as 0-9; the length stays the same, so that spans do."""
    return text if text.isascii() else text.translate(_digits)
