"""Ministries and embassies in Chinese and Japanese, where no spaces part the words: "外交部", "中国驻秘鲁大使馆"."""

import re
from collections.abc import Iterator

from presssearch.article import Span
from presssearch.parsing.words import Words

_MINISTRY = re.compile(
    r"(?:共和国)?(?:外交|国防|商务|财政|文化和旅游|文化|教育|农业农村|农业|卫生|交通运输|交通|能源|司法|内政|生态环境|环境|工业和信息化|科学技术|旅游)部"
    r"(?![门長长分队隊])"  # "外交部长" is a person, "部门" a branch
    r"|(?:外務|防衛|財務|法務|農林水産|経済産業|国土交通|環境|総務|文部科学|厚生労働)省(?!令)"
)
# "中国常驻…代表团", "在ペルー日本国大使館"; with the place that they are in
_ABROAD = re.compile(
    r"常?驻[\u4e00-\u9fff]{1,10}?(?:总领事馆|领事馆|大使馆|使团|代表团|代表处)"
    r"|在[\u30a0-\u30ff\u4e00-\u9fff]{2,14}?(?:大使館|総領事館)"
)


def unspaced_bodies(words: Words) -> Iterator[Span]:
    """In no order; with the countries that stand right before them."""
    ends = {end: start for _, start, end in words.countries}
    for pattern in (_MINISTRY, _ABROAD):
        for match in pattern.finditer(words.text):
            yield ends.get(match.start(), match.start()), match.end()
