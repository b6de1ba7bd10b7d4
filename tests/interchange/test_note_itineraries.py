"""What an itinerary becomes: things to do on its days, and what stands beside them."""

import pytest

from tests.interchange.outlines import read

DAY = "# Port trip 2027\n\n## 3/9\n"


def titles(text):
    return [title for _date, _start, _end, title in read(DAY + text).sessions]


def starts(text):
    return [(start, title) for _date, start, _end, title in read(DAY + text).sessions]


@pytest.mark.parametrize(
    "label",
    [
        *("住宿", "今晚住宿：", "回程交通", "推薦景點及交通：", "重點", "推荐活动地："),
        *("Hotel", ":hotel:", "🏨", "Tonight's hotel", "Hotel & transport", "Good to know:"),
        *("ホテル", "おすすめスポット", "注意点", "숙소", "추천 맛집", "주의 사항"),
    ],
)
def test_a_list_of_what_stands_beside_the_programme_is_nothing_to_do(label):
    note = f"- 燈塔散步\n- {label}\n    - 海濱小屋\n    - Mill House, Ann: upstairs\n- Boat tour\n"
    assert titles(note) == ["燈塔散步", "Boat tour"]


@pytest.mark.parametrize("label", ["建議行程", "下午", "Old town"])
def test_a_list_under_another_label_is_read_as_before(label):
    assert titles(f"- {label}\n    - 燈塔\n") in (["燈塔"], [label])


def test_what_has_its_time_under_a_place_to_stay_is_done_there():
    assert starts("- 住宿\n    - 15:00 入住海濱小屋\n") == [("15:00", "入住海濱小屋")]


@pytest.mark.parametrize("label", ["重點", "Good to know", "ポイント", "주의 사항"])
@pytest.mark.parametrize("mark", ["**{}**", "### {}"])
def test_a_label_beside_the_programme_is_no_activity_over_its_list(label, mark):
    note = f"{mark.format(label)}\n- 記得帶傘到燈塔\n- Tickets are sold at the pier\n"
    assert titles(note) == []


@pytest.mark.parametrize("mark", ["**{}**", "### {}"])
def test_other_words_are_an_activity_over_their_list(mark):
    assert titles(f"{mark.format('燈塔散步')}\n- 看日落\n- 拍照\n") == ["燈塔散步"]


@pytest.mark.parametrize(
    "item",
    [
        *("三餐：自行解決", "門票：200 元", "🏨 Harbour Inn", ":hotel: 海濱小屋"),
        *("2 rooms | Ann, Ben", "3 間雙人房", "2部屋", "港口塔 目前不開放", "Mill museum (closed)"),
        *("12 Mill Road, Harbour, HB 12345", "〒123-4567 港区", "港口市中區海濱路 12 號"),
        *("![map](https://pad.example/map.png)", ":boat:", "부산시 항구로 12"),
        *("Please be early.", "Be there at nine sharp. The boat leaves on time."),
    ],
)
def test_an_item_that_tells_no_activity_is_no_session(item):
    assert titles(f"- 燈塔散步\n- {item}\n") == ["燈塔散步"]


@pytest.mark.parametrize(
    "item",
    [
        *(
            "Hotel breakfast",
            "推薦信工作坊",
            "Rooms and boats",
            "12 Mill Road picnic",
            "交通博物館",
        ),
        *("Closed-door meeting", "🏨 回飯店休息", "Optional walk", ":boat: Boat tour", "用餐"),
    ],
)
def test_an_item_that_only_looks_like_it_is_a_session(item):
    assert len(titles(f"- {item}\n")) == 1


def test_an_item_with_a_colon_over_its_own_next_line_is_no_session():
    assert titles("- 燈塔散步\n- Where to get off:\nMill bridge\n") == ["燈塔散步"]
