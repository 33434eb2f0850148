"""Names and offices in Chinese: no spaces, no capitals; the office stands right before the name, the country first.

"中国驻法国大使", "外交部亚洲司司长", "世界卫生组织驻中亚代表": it reaches back to a country, a body or a ministry.
A name is a surname with one or two signs, or a foreign name spelled out, with dots between its parts.
"""

import re
from collections.abc import Mapping, Set

from presssearch.article import Span

# the surnames that more than a hundred thousand people bear
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤习耿华温章鲁葛伍申尤毕聂焦牛"
    "柳邢岳齐沿梅庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丛岑邬戚娄褚应车封米楼商池穆栾房窦滕佟冉臧蓝冷晏乔宫窦竺翟樊殷倪俞鄢蒲缪狄卞仇沙苑"
)
_COMPOUND = ("欧阳", "司马", "诸葛", "上官", "司徒", "端木", "皇甫", "夏侯", "慕容", "令狐")
_SPELLED = frozenset(
    "阿埃艾爱安奥澳巴拜班邦贝本比毕宾波伯博勃布茨察达戴丹道德登迪蒂丁东都杜顿多厄恩尔法凡菲费芬丰佛弗夫福富盖冈哥戈格葛古瓜哈海汉豪赫黑亨洪侯胡霍基吉加贾简杰金津卡凯坎康科克肯孔库夸奎拉莱赖兰朗劳勒雷蕾里利莉丽连列林隆卢鲁路伦罗洛马玛麦迈曼芒梅门蒙米密明缪莫姆穆那娜纳奈南内尼年涅宁纽努诺欧帕派潘庞培佩彭皮平坡珀普齐奇恰钱切琴琼丘区热日荣茹瑞若萨塞赛桑瑟森沙山尚舍申施什史舒斯思苏索塔泰坦唐陶特滕提田图托瓦万旺威韦维魏文翁沃乌武西希锡谢辛休许雅亚扬耶叶伊依易因英尤于约扎赞泽曾詹张哲珍真芝治朱兹子佐珊诗辉土卓贡仁勇"
)
_MAX_SPELLED_SIGNS = 24
_MAX_SIGNS_BEFORE = 18
# signs of verbs and small words, which no office holds
_NO_OFFICE = re.compile(
    r"[，。、；：“”（）()《》！？\s]|[和与同及由对向将了的等是并就从]|会见|会晤|接见|邀请|陪同|访问|欢迎|介绍|据|通话|会谈"
)
_MINISTRY = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:部|委员会|国务院|办公厅|办公室|议会|法院|银行|中央|总局|委|署)")
# behind a foreign name, though they begin with signs that spell
_REASONS = ("因故", "因病", "因公", "应邀", "应约", "特此")
_BEHIND_NAME = frozenset(
    "陪携偕作赴率同与和在表说会主出应就对向参率作通电宴到还并也已曾正又从来去结启前赴谈于指称抵访举将今当日及等的共致发介强宣答一分为以给之受到代率抵，。、；：“”（）()！？"
)


def chinese_office(text: str, title: Span, countries: Mapping[int, int], bodies: Set[int]) -> Span:
    """The title with what it belongs to. countries: start to end of those in the text; bodies: where they start."""
    start = title[0]
    first = max(0, start - _MAX_SIGNS_BEFORE)
    inside = {at for begin in range(first, start) for at in range(begin, countries.get(begin, begin))}  # "埃及"
    stops = [stop.end() for stop in _NO_OFFICE.finditer(text, first, start) if stop.start() not in inside]
    first = stops[-1] if stops else first
    named = [at for at in range(first, start) if at in countries or at in bodies]
    if named:
        begin = named[0]
        return (begin - 1 if text[begin - 1 : begin] == "驻" and begin > first else begin), title[1]
    ministry = _MINISTRY.match(text, first, start)
    return (first if ministry else start), title[1]


def chinese_name(text: str, start: int) -> Span | None:
    """A surname and one or two signs before a sign that goes on; else a foreign name, spelled out."""
    name = text[start : start + 3]
    if name.startswith(_COMPOUND) and name.isalpha():
        long = text[start + 3 : start + 4].isalpha() and text[start + 3] not in _BEHIND_NAME
        return start, start + (4 if long else 3)
    if name[:2].isalpha() and name[:1] in _SURNAMES and not (len(name) == 3 and name[2] in "·•"):
        long = len(name) == 3 and name.isalpha()
        behind = text[start + 3 : start + 4]
        if long and name[2] not in _BEHIND_NAME and (not behind or behind in _BEHIND_NAME or text.count(name) > 1):
            return start, start + 3
        if name[2:3] in _BEHIND_NAME or len(name) == 2:
            return start, start + 2
    return _spelled_name(text, start)


def _spelled_name(text: str, start: int) -> Span | None:
    """A foreign name: signs that spell; before a dot between names any, and behind it one among those that spell."""
    end = start
    dot = re.compile(r"[\u4e00-\u9fff]{1,7}[·•]").match(text, start)
    if dot is not None:
        end = dot.end()
    while end < len(text) and end - start < _MAX_SPELLED_SIGNS:
        single = text[end] not in _BEHIND_NAME and text[end + 1 : end + 2] in _SPELLED and text[end] >= "\u4e00"
        if text.startswith(_REASONS, end):
            break
        if not (text[end] in _SPELLED or (text[end] in "·•-" and end > start) or (dot and single)):
            break
        end += 1
    return (start, end) if end - start >= 2 else None
