"""The language and the time zone of a note, where its words tell them."""

import pytest

from tripbook.interchange.note import read_note
from tripbook.interchange.note.line.language import language_of

ENGLISH = (
    "We walk along the harbour with the boats and talk to the people of the port, who are kind. "
)
CHINESE = "我們沿著港口散步，跟船上的人說話，請他們講講這個城市的歷史與現在，然後一起吃飯。"
SIMPLIFIED = "我们沿着港口散步，跟船上的人说话，请他们讲讲这个城市的历史与现在，然后一起吃饭。"
JAPANESE = (
    "みんなで港を歩きながら、船の人たちに町のむかしのはなしを聞きます。そのあとでごはんを食べます。"
)
KOREAN = "우리는 항구를 따라 걸으며 배에 있는 사람들과 이야기하고 도시의 역사를 듣습니다. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH * 3, "en"),
        (CHINESE, "zh-Hant"),
        (CHINESE + " Zoom, Slack, GitHub", "zh-Hant"),
        (CHINESE + "김민준、이서연", "zh-Hant"),
        (SIMPLIFIED, "zh-Hans"),
        (JAPANESE, "ja"),
        (KOREAN * 3, "ko"),
        (ENGLISH * 2 + CHINESE, ""),
        (CHINESE + JAPANESE, ""),
        ("港口", ""),
        ("https://a.example/the/and/of/to " * 40, ""),
        ("Nous marchons le long du port avec les bateaux et les gens du quartier. " * 4, ""),
    ],
)
def test_languages(text, language):
    assert language_of([text]) == language


def test_front_matter_says_the_language_before_the_words_do():
    note = f"---\nlanguage: en\n---\n# 港口\n\n{CHINESE}\n"
    assert read_note(note).document.trip.language == "en"


def test_the_title_line_shows_that_the_language_was_read():
    reading = read_note(f"# 港口\n\n{CHINESE}\n")
    assert reading.document.trip.language == "zh-Hant"
    assert reading.account[0] == ("trip.title", "trip.language")


@pytest.mark.parametrize(
    ("text", "zone", "line"),
    [
        ("# Visit\n\nTime: 3/9 20:00 (Taiwan time)\n", "Asia/Taipei", 3),
        ("# Visit\n\n時間：3/9 20:00（台灣時間）\n", "Asia/Taipei", 3),
        ("# Visit\n\n- 3/9 10:00 JST\n", "Asia/Tokyo", 3),
        ("# Visit\n\nAll times are in UTC\n", "UTC", 3),
        ("# 訪問\n\n장소: 서울 혁신파크\n", "Asia/Seoul", 3),
        ("# 首爾參訪 2027\n", "Asia/Seoul", 1),
        ("# Visit\n\nVenue: Harbour Hall, Tallinn\n", "Europe/Tallinn", 3),
        ("# Visit to Tallinn\n\n3/9 20:00 (Japan time)\n", "Asia/Tokyo", 3),
        ("# Visit\n\n3/9 20:00 (Japan time), 19:00 (Taiwan time)\n", None, None),
        ("# Tallinn and Helsinki\n", None, None),
        ("# Visit\n\nWe once went to Tokyo.\n", None, None),
        ("# Paristan\n", None, None),
    ],
)
def test_time_zones(text, zone, line):
    reading = read_note(text)
    assert reading.document.trip.timezone == zone
    told = [n for n, paths in enumerate(reading.account, start=1) if "trip.timezone" in paths]
    assert told == ([line] if line else [])


def test_a_zone_that_the_importer_gives_is_the_trips():
    reading = read_note("# Visit to Tallinn\n", timezone="Asia/Seoul")
    assert reading.document.trip.timezone == "Asia/Seoul"
