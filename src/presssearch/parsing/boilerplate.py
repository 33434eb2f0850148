"""Lines that belong to the page or to the practice of press offices, and not to the release."""

import re

_LINES = (
    r"for immediate release|immediate release|for release|not for immediate release|embargo(?:ed)?\b.{0,60}|under embargo.{0,40}",
    r"(?:please )?check against delivery|as (?:prepared for )?delivered?(?:y)?|as delivered|\(?as prepared for delivery\)?|seul le prononcé fait foi|es gilt das gesprochene wort",
    r"\W{0,3}(?:-+\s?)?(?:end|ends|ende|fin|конец|the end|end of (?:text|statement|release)|more|xxx|30)\W{0,5}",
    r"\\?#{2,6}|[*=_~•·-]{3,}|(?:\*\s?){3,}|\W{1,3}",
    r"(?:share|tweet|like|print|e-?mail|save|download|pdf|copy link|listen|subscribe|follow us|facebook|twitter|x|whatsapp|telegram|linkedin|vk|viber|instagram)",
    r"(?:share|print|email|send|save|download|bookmark)\s(?:this|it|on|via|to|as|page|article|the|with)\b.{0,40}",
    r"(?:print(?:able)?\s(?:version|page|friendly)|back to (?:top|list)|go back|read (?:more|in full|the full.{0,30}|also:?)|see also:?|skip to .{0,30}|top of page|next|previous|home)",
    r"(?:поделиться|распечатать|версия для печати|печать|назад|наверх|отправить по почте|подписаться|читать далее|читайте также:?|бөлісу|басып шығару|поширити|друк|роздрукувати)(?:\s.{0,30})?",
    r"(?:partager|imprimer|envoyer|haut de page|retour|lire aussi:?|partager cette page|teilen|drucken|nach oben|seite drucken|zum seitenanfang|weiterempfehlen)(?:\s.{0,30})?",
    r"(?:compartir|imprimir|volver|arriba|enviar|compartilhe|voltar|condividi|stampa|torna su|paylaş|yazdır|geri|dela|skriv ut|udskriv|drukuj|udostępnij|delen|afdrukken)(?:\s.{0,30})?",
    r"(?:طباعة|مشاركة|شارك|أرسل|رجوع|打印|分享|收藏|关闭|字号.{0,12}|【.{0,12}】|印刷|ページの先頭へ.{0,6}|共有する?|인쇄|공유)",
    r"(?:©|\(c\)|copyright)\s?(?:©\s?)?(?:\d{4}.{0,120}|.{0,80}all rights reserved.{0,40})|all rights reserved\.?|all rights are reserved\.?",
    r"(?:page|стр\.?|seite|página)\s\d{1,3}(?:\s(?:of|/|из|von|de)\s\d{1,3})?|\d{1,3}\s?/\s?\d{1,3}",
    r"(?:views|просмотров|просмотры|қаралды|visitas|hits|阅读|浏览)\s?:?\s?\d{1,7}|\d{1,7}\s(?:views|просмотр(?:ов|а)?)",
    r"(?:english|japanese|russian|french|spanish|arabic|chinese|kazakh|deutsch|français|español|русский|русская версия|қазақша|日本語|中文|العربية)(?:\s(?:version|page))?",
    r"search|menu|login|sitemap|contact us|(?:end of )?(?:main )?content",
    r"(?:home|главная|accueil|startseite|inicio)(?:\s?[>»/|›]\s?[^>»/|›]{1,60}){1,5}",
)
_LINE = re.compile("^(?:" + "|".join(_LINES) + ")$", re.IGNORECASE)
_MAX_CHARS = 160


def is_boilerplate(line: str) -> bool:
    """Is the whole line furniture: "For immediate release", "Share this page", "-END-", "###"?"""
    text = line.strip()
    return len(text) <= _MAX_CHARS and _LINE.match(text.strip("*_ \t\u00a0") or text) is not None
