# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures in a text of any of the ten languages, and what language it is in.

A token is a figure as it stands with every value that its notation may mean:
1.100 is eleven hundred in German and one and a tenth in English. Knows no
question and no reply."""
import re
import unicodedata

# (value, in Han or Hangul, in letters: whole words).
SCALES = [
    (1e12, "万亿|萬億|兆|조", r"trillions?|Billionen|billones|триллион\w*|"
     "трлн|تريليون"),
    (1e9, "十亿|十億", r"billions?|bn|Milliarden?|Mrd|milliards?|млрд|"
     r"миллиард\w*|mil millones|مليار|مليارات"),
    (1e8, "亿|億|억", ""),
    (1e7, "千万|千萬|천만", ""),
    (1e6, "百万|百萬|백만", r"millions?|Millionen|millones|millón|Mio|mn|mio|"
     r"млн|миллион\w*|مليون|ملايين|m"),
    (1e4, "万|萬|만", ""),
    (1e3, "千|천", r"thousand|k|mille|mil|Tsd|Tausend|тыс|тысяч\w*|ألف|آلاف"),
]
SCALE = [(value, re.compile(
    r"\s*(?:%s%s)" % (han, r"|(?:%s)(?![\w²])" % words if words else ""),
    re.I)) for value, han, words in SCALES]
DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f' ]\d+)*")
HAN_RUN = re.compile("[零〇一二三四五六七八九十百千万亿萬億两兩]+")
HAN_DIGIT = dict(zip("零〇一二三四五六七八九两兩",
                     [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2]))
HAN_UNIT = {"十": 10, "百": 100, "千": 1000}
HAN_GROUP = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}
# What makes a small figure one that somebody could act on.
UNIT = re.compile(
    r"\s*(?:[%％٪]|per ?cent|Prozent|процент|por ciento|pour cent|"
    r"个?工作日|個?工作日|営業日|天|日|个月|個月|か月|ヶ月|年|영업일|일|개월|년|"
    r"(?:working|business|calendar)? ?(?:days?|months?|years?)\b|"
    r"Arbeitstag|Tage?n?\b|Monat|Jahre?n?\b|jours?\b|mois\b|ans?\b|"
    r"рабоч|дн[яей]|день|месяц|лет\b|год|días?\b|mes(?:es)?\b|años?\b|"
    r"يوم|أيام|شهر|أشهر|سنة|سنوات)", re.I)


def plain(text):
    """Compatibility forms, digits and blanks of one kind."""
    text = unicodedata.normalize("NFKC", text)
    text = text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,"))
    return re.sub("[\u00a0\u202f\u2009]", " ", text)


def readings(digits):
    """Values that a run of digits may have: 1,000.5  1.000,5  1 000."""
    found = set()
    for group in (",", ".", " ", "'"):
        for point in (".", ","):
            if point == group:
                continue
            text = digits.replace(group, "")
            if text.count(point) <= 1:
                try:
                    found.add(float(text.replace(point, ".")))
                except ValueError:
                    pass
    return found


def han_value(run):
    """Value of a Chinese numeral; None if it is none (万一, 三四)."""
    total = group = digit = 0
    for place, c in enumerate(run):
        if c in HAN_DIGIT:
            if place and run[place - 1] in HAN_DIGIT and \
                    run[place - 1] not in "零〇":
                return None
            digit = HAN_DIGIT[c]
        elif c in HAN_UNIT:
            group += (digit or 1) * HAN_UNIT[c]
            digit = 0
        else:
            total = (total + group + (digit or 0)) * HAN_GROUP[c] \
                if c in "亿億" else total + (group + digit) * HAN_GROUP[c]
            group = digit = 0
    return total + group + digit


def han_numbers(text):
    found = set()
    for run in HAN_RUN.findall(text):
        value = han_value(run)
        if value is not None:
            found.add(float(value))
    # 百分之二十: the run is 百, then 二十.
    return found


def tokens(text):
    """(values, values whatever follows, is it bound to a unit, where it ends,
    scale) of each figure."""
    text = plain(text)
    for match in DIGITS.finditer(text):
        scale, end = 1, match.end()
        article = text[:match.start()].endswith("제")  # 제22조
        for value, words in SCALE:
            found = words.match(text, end)
            if found and not article:
                scale, end = value, found.end()
                break
        unit = scale > 1 or UNIT.match(text, end) is not None
        runs = [match.group(0)]
        if " " in runs[0]:  # 1 000, or two figures beside each other
            runs += runs[0].split(" ")
        loose = {v for run in runs for v in readings(run)}
        values = {round(v * scale, 4) for v in loose}
        yield values, loose, unit, (match.start(), end), scale


def numbers(text):
    """Every value that any figure of a text may have; 1亿2000万 too."""
    found = han_numbers(text)
    last, last_end, last_scale = set(), -9, 0
    for values, loose, _, (start, end), scale in tokens(text):
        found |= values | loose
        if start - last_end <= 1 and 1 < scale < last_scale:
            found |= {a + b for a in last for b in values}
        last, last_end, last_scale = values, end, scale
    return found


def near(a, b):
    return abs(a - b) <= 1e-6 * max(1, abs(b))


def says(expected, text):
    """Whether a text states a number in any notation, or fits a pattern."""
    if isinstance(expected, (int, float)):
        return any(near(value, expected) for value in numbers(text))
    return re.search(expected, text, re.I | re.S) is not None


SCRIPTS = {"han": "\u3400-\u9fff", "kana": "\u3040-\u30ff",
           "hangul": "\uac00-\ud7af", "cyrillic": "\u0400-\u04ff",
           "arabic": "\u0600-\u06ff", "latin": "A-Za-z\u00c0-\u024f"}
COMMON = {
    "en": "the of and is for in to with a are up by at no",
    "de": "der die das und ist für von mit ein eine bis den im am zu nicht",
    "fr": "le la les de des et est pour un une du dans à au en pas",
    "es": "el la los las de y es para un una del en hasta por no al",
}


def language_fits(lang, text):
    """Whether a text is in lang, by script and by its commonest words."""
    count = {name: len(re.findall("[%s]" % letters, text))
             for name, letters in SCRIPTS.items()}
    letters = sum(count.values()) or 1
    if lang.startswith("zh"):
        return count["han"] >= .5 * letters and count["kana"] <= .02 * letters
    script, share = {"ja": ("kana", .08), "ko": ("hangul", .3),
                     "ru": ("cyrillic", .5), "ar": ("arabic", .5)}.get(
                         lang, ("latin", .6))
    if count[script] < share * letters:
        return False
    words = re.findall(r"[a-zà-ž]+", text.lower())
    if lang not in COMMON or len(words) < 8:
        return True
    tally = {name: sum(word in set(common.split()) for word in words)
             for name, common in COMMON.items()}
    return tally[lang] >= max(tally.values()) - 1
