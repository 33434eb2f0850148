"""Months as they are written in dates of the languages in which most releases are searched, besides English: whole
words, of Unicode CLDR, in the cases that dates have. Abbreviations are words of other languages too, and stay words."""

import re

_TABLE = """
fr janvier février mars avril mai juin juillet août septembre octobre novembre décembre
de Januar Februar März April Mai Juni Juli August September Oktober November Dezember
es enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
pt janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
it gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
ru январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
uk січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
kk қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан
tr Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık
"""

NUMBERS = {
    name.casefold(): number
    for line in _TABLE.strip().splitlines()
    for number, name in enumerate(line.split()[1:], start=1)
}

# In a pattern that is otherwise of ASCII, \w and the case of letters are those of all scripts here alone
PATTERN = rf"(?u:(?:{'|'.join(sorted(map(re.escape, NUMBERS), reverse=True))})(?!\w))"
