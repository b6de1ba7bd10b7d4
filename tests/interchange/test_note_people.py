import pytest

from tripbook.interchange.note.people import (
    Person,
    is_pair_of_names,
    looks_like_name,
    name_with_tags,
    read_person,
    split_names,
)


@pytest.mark.parametrize(
    ("entry", "person"),
    [
        ("Mira Kask", Person("Mira Kask")),
        ("王小明", Person("王小明")),
        ("佐藤花子", Person("佐藤花子")),
        ("김민준", Person("김민준")),
        ("jonas7", Person("jonas7")),
        ("@jonas7", Person("jonas7", "jonas7")),
        ("Mira (@mira)", Person("Mira", "mira")),
        ("Mira（@mira.k）", Person("Mira", "mira.k")),
        ("Mira @mira Harbour Lab", Person("Mira", "mira", "Harbour Lab")),
        ("Mira (Harbour Lab)", Person("Mira", "", "Harbour Lab")),
        ("王小明（城市實驗室）", Person("王小明", "", "城市實驗室")),
        ("Mira <director, Harbour Lab>", Person("Mira", "", "Harbour Lab", "director")),
        ("Mira, Harbour Lab", Person("Mira", "", "Harbour Lab")),
        ("Mira, director, Harbour Lab", Person("Mira", "", "Harbour Lab", "director")),
        ("Mira - Harbour Lab", Person("Mira", "", "Harbour Lab")),
        ("Mira｜城市實驗室", Person("Mira", "", "城市實驗室")),
        ("Mira: #harbour #maps", Person("Mira", rest="#harbour #maps")),
        ("Mira (ee)", Person("Mira", rest="ee")),
        ("[x] Mira", Person("Mira")),
        ("✅ Mira", Person("Mira")),
        ("Mira ✔", Person("Mira")),
        ("**Mira**", Person("Mira")),
        (
            "[Mira](https://mira.example/)",
            Person("Mira", links=["https://mira.example/"]),
        ),
        (
            "Mira (Lab, [site](https://mira.example/))",
            Person(
                "Mira",
                rest="Lab, [site](https://mira.example/)",
                links=["https://mira.example/"],
            ),
        ),
    ],
)
def test_entries_of_a_roster(entry, person):
    assert read_person(entry) == person


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "...",
        "⋯",
        "(name or id)",
        "TBD",
        "Students",
        "Everyone",
        "待定",
        "Ministry of Boats",
        "開放協會基金會",
        "We all meet in the lobby at noon.",
        "10:00 Opening",
        "3/9 Arrival",
        "https://a.example/",
        "this chat will be recorded",
    ],
)
def test_entries_that_name_nobody(entry):
    assert read_person(entry) is None


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("Ann, Ben, Cho", ["Ann", "Ben", "Cho"]),
        ("小明、阿海，Mira；Jo", ["小明", "阿海", "Mira", "Jo"]),
        ("Ann and Ben", ["Ann", "Ben"]),
        ("Ann (Lab, Tallinn), Ben", ["Ann (Lab, Tallinn)", "Ben"]),
        ("Ann <chair, Lab>, Ben", ["Ann <chair, Lab>", "Ben"]),
        ("Ann, Ben, ...", ["Ann", "Ben"]),
        ("Alexandra", ["Alexandra"]),
    ],
)
def test_lines_of_names(line, entries):
    assert split_names(line) == entries


def test_names():
    assert looks_like_name("Juan de la Cruz")
    assert looks_like_name("アレクサンドラ")
    assert not looks_like_name("submitted to the summit")
    assert not looks_like_name("一個公民討論法律的平台")


def test_pairs_and_tags():
    assert is_pair_of_names("田中、高橋")
    assert is_pair_of_names("Ann & Ben")
    assert not is_pair_of_names("Ann, Harbour Lab")
    assert name_with_tags("Ann: #harbour")
    assert not name_with_tags("Ann: says hello")
