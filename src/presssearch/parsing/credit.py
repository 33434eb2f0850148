"""Photo credits: `Photo: the press service of …`, `Сурет: …`, `© Name/Agency`."""

import re

_LABEL = (
    r"photos?|photographs?|images?|pictures?|pix|pics?|image courtesy|cover photo|file photo|photo credits?|image credits?|picture credits?|credits?|"
    r"fotos?|fotografías?|fotografias?|fotografie|bild(?:er)?|bildnachweis|bildquelle|abbildung|crédits?(?:\sphotos?)?|copyright|"
    r"фото|фотографии|фотография|снимок|источник фото|автор фото|сурет(?:тер)?|s[ýu]ret(?:ter)?|фотосы?|світлина|foto[gğ]raf(?:lar)?|görsel|"
    r"الصور(?:ة)?|صور(?:ة)?|تصوير|مصدر الصورة|عکس|عکاس|写真(?:提供)?|图片?|图片来源|摄影|摄|圖|사진(?:\s?제공)?|φωτογραφία|zdjęcie|zdjęcia|fot|valokuva|kuva|фотоархив|snímek|fotó"
)
_LABELLED = re.compile(
    rf"^[(\[【]?\s?(?:{_LABEL})(?:\s?(?:by|courtesy of|courtesy|credit|von|par|de|por|di|av)\b\s?:?|\s?[:：|/©]{{1,2}}|\s?[.–—-](?=\s))\s*(?:©|by\s|courtesy of\s)?\s?(?P<credit>[^\n]{{2,200}}?)\s?[)\]】]?$",
    re.IGNORECASE,
)
_SIGN = re.compile(r"^©\s?(?!\d{4})(?P<credit>[^\n]{2,120})$")
_SLASHED = re.compile(
    r"^(?P<credit>[^\W\d_][\w.’'-]+(?:\s[^\W\d_][\w.’'-]+){1,3}\s?/\s?[A-Z][A-Za-z]{1,20}(?:/[A-Za-z ]{2,20}){0,3})$"
)
_CAPTION = re.compile(r"(?<=[^\W\d_]{2})\.\s(?=[^\W\d_](?:\S+\s){3})")
_NOT_A_CREDIT = re.compile(r"all rights|^\d{4}\b|https?://", re.IGNORECASE)


def find_credit(line: str, *, beside_byline: bool = False) -> str | None:
    """Who made the pictures, without the label; None where the line is no credit.

    beside_byline: an unlabelled "Name/AGENCY" counts only next to a byline or another credit.
    """
    text = " ".join(line.strip(" *_").split())
    if not 3 <= len(text) <= 240:
        return None
    match = _LABELLED.match(text) or _SIGN.match(text) or (_SLASHED.match(text) if beside_byline else None)
    if match is None or _NOT_A_CREDIT.search(match["credit"]):
        return None
    credit = match["credit"].strip(" :|–—-")
    caption = _CAPTION.search(credit)
    if caption and len(credit) - caption.end() > 20:
        credit = credit[: caption.start()]
    if credit.endswith(".") and not credit.endswith(("..", "Inc.", "Ltd.")):
        credit = credit[:-1]
    return credit if len(credit.split()) <= 25 and credit else None
