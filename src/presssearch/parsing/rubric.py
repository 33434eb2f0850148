"""Rubrics: the section line of a release, "International integration", or its kind, "Press release"."""

import re

from presssearch.analysis.folding import fold

_KINDS = """
press release|media release|news release|press releases|media releases|news releases|news|press statement|media statement|statement|statements|press note|
media note|press notes|press communique|press communiqué|communique|communiqué|joint statement|joint communique|joint press release|joint communiqué|speech|speeches|
remarks|interview|interviews|transcript|fact sheet|fact sheets|media advisory|press advisory|advisory|media alert|press briefing|briefing|readout|announcement|announcements|
notice|travel advisory|press information|press item|daily news|latest news|top news|official statement|media contact|press conference|press conferences|opinion|article|
declaration|press line|statement by the spokesperson|spokesperson statement|press office|articles|events|photo release|for the media
пресс-релиз|пресс-релизы|сообщение для сми|сообщения для сми|заявление|заявление мид|заявления|новости|новость|брифинг|комментарий|комментарий мид|интервью|выступление|
выступления|пресс-служба|информация для сми|анонс|официальное сообщение|официальный комментарий|события|пресс-центр|главные новости|прес-реліз|заява|новини|коментар|брифінг|
заява мзс україни|баспасөз релизі|баспасөз-релиз|пресс релиз|жаңалықтар|мәлімдеме|брифинг|баспасөз хабарламасы|хабарландыру|baspasóz relizi
communiqué de presse|communiqués de presse|communique de presse|communiqué|déclaration|déclarations|actualités|discours|point de presse|déclaration conjointe|note d'information|
actualité|communiqué conjoint|dossier de presse|entretien|entretiens|allocution
pressemitteilung|pressemitteilungen|pressemeldung|presseerklärung|medienmitteilung|medienmitteilungen|presseaussendung|meldung|rede|reden|interview|erklärung|mitteilung|
presse|aktuelles|pressestatement|artikel
comunicado de prensa|comunicado|comunicados|nota de prensa|nota informativa|boletín de prensa|noticias|noticia|declaración|discurso|comunicado oficial|comunicado conjunto|
declaración conjunta|boletín|comunicado de imprensa|nota à imprensa|notas à imprensa|nota à comunicação social|notícias|discursos|nota|nota oficial|declaração
comunicato stampa|comunicati stampa|comunicato|nota stampa|notizie|dichiarazione|discorso
basın açıklaması|basın bülteni|basın duyurusu|haberler|açıklama|açıklamalar|basın bildirisi|konuşma|press statement|mətbuat açıqlaması|press-reliz|mətbuat məlumatı|xəbərlər|matbuot xabari
بيان صحفي|بيان صحافي|بيان|بيانات|خبر صحفي|أخبار|اخبار|تصريح صحفي|تصريح|بلاغ|بلاغ صحفي|بيان مشترك|خبر|اطلاعیه|بیانیه|اخبار|اطلاعیه مطبوعاتی
pressmeddelande|pressmeddelanden|tal|debattartikel|pressemelding|pressemeddelelse|pressemeddelelser|nyheder|nyheter|nyhet|lehdistötiedote|tiedote|uutiset|fréttatilkynning|fréttir
komunikat prasowy|komunikat|oświadczenie|aktualności|tisková zpráva|tiskové zprávy|prohlášení|tlačová správa|sajtóközlemény|közlemény|hírek|comunicat de presă|comunicat|declarație|știri
persbericht|persberichten|nieuws|nieuwsbericht|toespraak|прессъобщение|новини|саопштење|saopštenje|saopćenje|priopćenje|izjava|sporočilo za javnost|pranešimas spaudai|
paziņojums presei|pressiteade|δελτίο τύπου|ανακοίνωση|ανακοινώσεις|δηλώσεις|siaran pers|kenyataan media|thông cáo báo chí
新闻稿|新闻公报|声明|公告|发言人谈话|外交部发言人|新闻|要闻|讲话|通知|例行记者会|重要新闻|新聞稿|聲明|報道発表|プレスリリース|記者会見|談話|外務報道官談話|報道官談話|보도자료|성명|प्रेस विज्ञप्ति|प्रेस नोट|प्रेस वक्तव्य
"""
_POSTED_IN = re.compile(
    r"(?:(?:posted in|filed under|categories)(?:\s*:\s*|\s+|(?-i:(?=[A-ZА-ЯЁ\[])))|"
    r"(?:category|section|rubric|catégories?|kategorien?|categorías?|categorias?|рубрика|категория|раздел|бөлім|kategori)\s*:\s*)"
    r"\[{0,2}(?P<rubric>[^\W\d][^\]\n]{2,80}?)\]{0,2}(?:\([^)\s]{0,200}\)\]?)?$",
    re.IGNORECASE,
)
_ENDING = (".", "!", "?", "…", ":", ";", ",", "。", "؟")
_MAX_WORDS = 6
_NOT_A_RUBRIC = re.compile(
    r"^(?:for immediate release|embargo|check against|as prepared|page \d|search$|menu$|https?:|www\.|\W+$)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\d+\s(?:views?|comments?|min|mins|minutes|просмотр)", re.IGNORECASE)
_ISSUER = re.compile(
    r"\b(?:ministr(?:y|er|ies|e|o)|minister(?:io|ium)?|department|embassy|secretary|senator|hon|mp|m\.p|office of|government of|shadow|"
    r"министерств|министр|посольств|министрлігі)",
    re.IGNORECASE,
)
_KIND_SET = frozenset(fold(kind).strip() for line in _KINDS.splitlines() for kind in line.split("|") if kind.strip())


def is_kind_of_release(line: str) -> bool:
    """Is the line one of the names that ministries give to their texts, such as "Press release"?"""
    return len(line) <= 60 and fold(line).strip(" :.-–—*_#[]()|").strip() in _KIND_SET


def find_labelled_rubric(line: str) -> tuple[str, int] | None:
    """The rubric behind "Posted in", "Categories" …, and where the label begins in the line."""
    match = _POSTED_IN.search(line) if len(line) <= 300 else None
    if match is None or (match.start() > 0 and line[match.start() - 1].isalnum()):
        return None
    return match["rubric"].strip(" []*"), match.start()


def find_declared_rubric(line: str) -> str | None:
    """A rubric that the page marks as one; of a path such as "Home / News / Asia" the last step."""
    text = re.split(r"\s[/>»›|]\s", " ".join(line.split()))[-1].strip(" :*_#")
    label = find_labelled_rubric(text)
    text = label[0] if label and label[1] <= 2 else text
    return text if text and len(text) <= 100 and not _COUNTS.search(text) else None


def may_be_rubric(line: str) -> bool:
    """Could a line above the headline be the name of a section? Short, no sentence, no date, no address."""
    text = line.strip(" *_#|")
    words = text.split()
    if not words or len(words) > _MAX_WORDS or len(text) > 60 or text.endswith(_ENDING) or _NOT_A_RUBRIC.match(text):
        return False
    if _ISSUER.search(text):
        return False
    return text[0].isalpha() and not any(c.isdigit() or c in '@/\\<>|“”"«»' for c in text)
