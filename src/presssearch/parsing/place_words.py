"""Word tables for reading datelines: agencies, regions, venues, labels. Compared by `city_key`."""

from functools import cache

from presssearch.analysis.cities import city_key

# Tested before cities: GeoNames knows an Irna, a Spa and an Aps too.
_AGENCIES = """
AA|Anadolu|Anadolu Agency|AAP|ADN|AFP|AGERPRES|Agência Brasil|AKIpress|AKI press|Andina|ANI|ANP|ANSA|ANTARA|AP|APA|APP|APS|APO|APO Group|ATA|Azertac|
AZERTAJ|Belga|BelTA|BERNAMA|BNA|BNN|BNS|BSS|BTA|Business Wire|Cihan|CNA|CNN|CNS|CTK|ČTK|dpa|DPA|EFE|ELTA|Europa Press|FARS|GLOBE NEWSWIRE|GNA|HINA|
IANS|INA|Inform|Interfax|Interfax-Kazakhstan|IPS|IRNA|ISNA|ITAR-TASS|JANA|Jiji|Kabar|KAZINFORM|Kazinform|QAZINFORM|KazTAG|KCNA|Keystone-SDA|Khovar|
KNA|KUNA|KYODO|LETA|LUSA|Lusa|MAP|MENA|MIA|Moldpres|MTI|NAN|NNN|NTB|Notimex|ONA|PAP|PETRA|Petra|Philippine News Agency|PNA|Prensa Latina|PRNewswire|
PR Newswire|PTI|QNA|Reuters|REUTERS|RIA Novosti|RIA|Ritzau|SANA|SDA|SLBC|SPA|SPK|Sputnik|STA|STT|SUNA|TAP|TASNIM|TASR|TASS|Tanjug|TDH|Télam|Télam|
Trend|TREND|TT|UKRINFORM|Ukrinform|UNA|UNI|UPI|UzA|UZA|VNA|WAFA|WAM|Xinhua|XINHUA|Yonhap|Zakon.kz|ТАСС|ИТАР-ТАСС|РИА Новости|РИА|Интерфакс|
Интерфакс-Казахстан|Sputnik Казахстан|Спутник|БЕЛТА|БелТА|КАЗИНФОРМ|Казинформ|ҚазАқпарат|ҚАЗАҚПАРАТ|КазТАГ|КАБАР|Кабар|АКИpress|УКРІНФОРМ|Укрінформ|Укринформ|
УНІАН|УзА|УЗА|Ховар|ХОВАР|Азертадж|Тренд|АПА|Арменпресс|ARMENPRESS|Armenpress|Новости-Армения|МОНЦАМЭ|MONTSAME|新华社|新華社|中新社|共同社|共同|時事|조선중앙통신|연합뉴스|
سانا|واس|وام|قنا|كونا|بترا|وفا|بنا|ومع|وأج|شينخوا|رويترز|د ب أ|أ ف ب|أ ش أ|أش أ|واع|سونا|العمانية|الأناضول|ایرنا|ایسنا|تسنیم|فارس|خبرگزاری فارس
"""

# A region or state behind a city, and its country: "Austin, Texas", "KANSAS CITY, Mo.", "Ottawa, Ontario"
_REGIONS = {
    "US": """Alabama|Ala|Alaska|Arizona|Ariz|Arkansas|Ark|California|Calif|Colorado|Colo|Connecticut|Conn|Delaware|Del|Florida|Fla|Georgia|Ga|Hawaii|
Hawai‘i|Idaho|Illinois|Ill|Indiana|Ind|Iowa|Kansas|Kan|Kentucky|Ky|Louisiana|La|Maine|Maryland|Md|Massachusetts|Mass|Michigan|Mich|Minnesota|Minn|
Mississippi|Miss|Missouri|Mo|Montana|Mont|Nebraska|Neb|Nevada|Nev|New Hampshire|N.H.|New Jersey|N.J.|New Mexico|N.M.|New York|N.Y.|North Carolina|
N.C.|North Dakota|N.D.|Ohio|Oklahoma|Okla|Oregon|Ore|Pennsylvania|Pa|Rhode Island|R.I.|South Carolina|S.C.|South Dakota|S.D.|Tennessee|Tenn|Texas|
Tex|Utah|Vermont|Vt|Virginia|Va|Washington|Wash|West Virginia|W.Va.|Wisconsin|Wis|Wyoming|Wyo|D.C.|D. C.|DC|District of Columbia|Puerto Rico|Guam|
AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|
WV|WY|U.S.|U.S.A.|USA""",
    "CA": """Ontario|Ont|Quebec|Québec|Que|British Columbia|B.C.|BC|Alberta|Alta|Manitoba|Man|Saskatchewan|Sask|Nova Scotia|N.S.|New Brunswick|N.B.|
Prince Edward Island|P.E.I.|Newfoundland and Labrador|Newfoundland|Nunavut|Yukon|Northwest Territories|ON|QC|AB""",
    "AU": "New South Wales|NSW|Victoria|Vic|Queensland|Qld|South Australia|Western Australia|Tasmania|Tas|Northern Territory|ACT|Australian Capital Territory",
    "GB": "England|Scotland|Wales|Northern Ireland|UK|U.K.|Cornwall|Surrey|Kent",
    "DE": "Bavaria|Bayern|Hesse|Hessen|Saxony|Sachsen|Brandenburg|Niedersachsen|Lower Saxony",
    "IN": "Gujarat|Maharashtra|Tamil Nadu|Kerala|Karnataka|Rajasthan|Punjab|Assam|Goa|Uttar Pradesh|West Bengal|Bihar|Odisha|Telangana",
    "CN": "Hainan|Hainan Province|Guangdong|Yunnan|Sichuan|Zhejiang|Jiangsu|Shandong|Fujian|Xinjiang|Tibet",
    "JP": "Hokkaido|Nagano|Mie Prefecture|Hyogo|Okinawa|Shizuoka",
    "BR": "SP|RJ|DF|MG|RS|Bahia|Ceará|Pará|Paraná|Amazonas",
    "AE": "UAE|U.A.E.",
    "ES": "Catalonia|Andalusia|Andalucía|Galicia",
    "IT": "Sicily|Sicilia|Tuscany|Toscana|Lombardy|Apulia|Puglia|Sardinia",
    "KZ": "Mangystau region|Akmola region|Turkestan region|Almaty region",
    "RU": "Crimea|Tatarstan|Татарстан|Московская область|Краснодарский край",
}  # fmt: skip

# Words of a building, an institution or a channel: such a line says where, but names no city
_VENUES = """room|palace|hotel|house|hall|centre|center|office|embassy|consulate|residence|airport|base|building|ballroom|teleconference|
videoconference|video|online|virtual|university|school|library|museum|church|cathedral|park|garden|lawn|theater|theatre|stadium|plant|factory|headquarters|
ministry|department|mission|campus|auditorium|studio|chamber|capitol|pentagon|tarmac|aboard|board|sea|deck|portico|porch|driveway|oval|avenue|street|
rotunda|terminal|hangar|port|library|club|institute|parliament|senate|congress|bundestag|nuvola|élysée|elysee|quai|matignon|kremlin|кремль|bellevue|
affairs|ministerio|ministère|ministero|auswärtiges|bundesregierung|bundespresseamt|secretariat|pavilion|expo|arena|field|fairgrounds|lodge|resort|estate|castle|villa|schloss|palais|palacio|palazzo|casa|sala|salón|salon|saal|
дворец|дворца|зал|резиденция|министерство|мид|посольство|резиденциясы|сарайы|сарай|министрлігі|قصر|وزارة|مقر|السفارة|قاعة|大使馆|外交部|外務省|人民大会堂|宾馆|官邸|会議室|記者会見室|酒店|飯店|饭店"""

# Newspapers and broadcasters: "Aftonbladet, den 10 januari 2025" has the shape of a dateline
_MEDIA = """bladet|tidning|tidningen|nyheter|times|post|daily|news|dagblad|dagbladet|expressen|journal|herald|tribune|zeitung|allgemeine|figaro|
monde|guardian|telegraph|gazette|gazeta|radio|radion|tv|television|politico|euractiv|altinget|magazine|magazin|spiegel|welt|blog|twitter|facebook|telegram|youtube|
instagram|linkedin|corriere|repubblica|independent|economist|newsweek|reuters|bloomberg|sputnik|izvestia|известия|коммерсант|ведомости|правда"""

# Words around a place or a date that say nothing of their own
_FILLERS = """
date|dated|datum|date de publication|fecha|data|дата|күні|tarih|التاريخ|تاريخ|日期|発表日|on|at|in|the|of|from|le|la|du|à|a|am|den|der|im|em|en|el|al|il|les|
i|w|dnia|dn|op|te|kl|klo|klockan|saat|soat|сағат|в|во|на|от|о|об|у|від|года|год|г|жылы|жыл|ж|ends|end|ende|fin|bitiş|local time|heure locale|hora local|ortszeit|
по московскому времени|мск|время московское|местного времени|жергілікті уақыт|بتوقيت|في|يوم|الموافق|م|هـ|um|alle|às|as|a las|kell|o|time|time of publication|heure|uhrzeit|
release|released|issued|done|made|signed|as delivered|as prepared|as prepared for delivery|check against delivery|seul le prononcé fait foi|it|is|this|day|dia|
місто|м|р|року|now|just|live|pm|uhr|h|hrs|hours
"""
_POSTED = """posted on|posted|published|published on|publication date|date published|first published|publié le|mis en ligne le|veröffentlicht am|veröffentlicht|
erschienen am|publicado el|publicado em|publicado|pubblicato il|pubblicato|опубликовано|дата публикации|опубліковано|жарияланды|жарияланған күні|yayınlanma tarihi|
yayın tarihi|تاريخ النشر|نشر في|نشر بتاريخ|publicerad|publiserad|opublikowano|data publikacji|gepubliceerd op|gepubliceerd|发布时间|发布日期|掲載日|등록일|wysłano|added|online since|
uploaded|uploaded on|uploaded date|release date|issue date|released on|posted at|posted by|créé le|creado|veiled"""
_UPDATED = """updated|last updated|last updated on|updated on|last modified|modified|modified on|mis à jour le|mise à jour|dernière modification|aktualisiert|
aktualisiert am|stand|zuletzt geändert|actualizado|atualizado|atualizado em|aggiornato|ultimo aggiornamento|обновлено|последнее обновление|оновлено|жаңартылды|güncelleme|
güncellenme tarihi|son güncelleme|آخر تحديث|uppdaterad|senast uppdaterad|zaktualizowano|ostatnia aktualizacja|laatst bijgewerkt|bijgewerkt|更新时间|更新日|last reviewed|embargo|
embargoed until|embargoed|embargoed to|not for publication before"""


def _keys(table: str) -> frozenset[str]:
    return frozenset(key for key in (city_key(word) for word in table.replace("\n", "").split("|")) if key)


@cache
def agencies() -> frozenset[str]:
    return _keys(_AGENCIES)


@cache
def regions() -> dict[str, str]:
    """Key of a region's name or abbreviation -> country; the first table that has it wins."""
    found: dict[str, str] = {}
    for country, table in _REGIONS.items():
        for key in _keys(table):
            found.setdefault(key, country)
    return found


@cache
def venues() -> frozenset[str]:
    return _keys(_VENUES)


@cache
def media() -> frozenset[str]:
    return _keys(_MEDIA)


@cache
def fillers() -> frozenset[str]:
    return _keys(_FILLERS)


@cache
def posted_labels() -> frozenset[str]:
    return _keys(_POSTED)


@cache
def updated_labels() -> frozenset[str]:
    return _keys(_UPDATED)
