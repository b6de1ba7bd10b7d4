import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.links import LinkKind, bare_url_at, host_of, is_co_note, is_http_url, kind_of

KINDS = [
    ("https://hackmd.io/OkKtw4ygTue3Flr9b83FYg?both#", "hackmd"),
    ("https://g0v.hackmd.io/Q-kv_vquTsKr2I23LLTq8Q#", "hackmd"),
    ("HTTPS://HackMD.io./x", "hackmd"),
    ("https://hackmd.io/_uploads/Hk1.png", "website"),
    ("https://nothackmd.io/x", "website"),
    ("https://hackmd.io@elsewhere.example/", "website"),
    ("https://demo.hedgedoc.org/abc", "hedgedoc"),
    ("https://hedgedoc.example.org/abc", "hedgedoc"),
    ("https://etherpad.wikimedia.org/p/trip", "etherpad"),
    ("https://pad.example.org/p/trip", "etherpad"),
    ("https://pad.example.org/trip", "website"),
    ("https://shop.example.org/p/trip", "website"),
    ("https://g0v.hackpad.tw/20181121-xyz", "pad"),
    ("https://cryptpad.fr/pad/#/2/pad/edit/x/", "pad"),
    ("https://docs.google.com/document/d/13-rrAE/edit", "google-docs"),
    ("https://docs.google.com/a/example.org/document/d/13-rrAE/edit", "google-docs"),
    ("https://docs.google.com/spreadsheets/u/1/d/1_oS/edit#gid=0", "google-sheets"),
    ("https://docs.google.com/presentation/d/1zYR/edit#slide=id.0", "google-slides"),
    ("https://docs.google.com/forms/d/e/1FAI/viewform", "google-forms"),
    ("https://forms.gle/LPQqDrj6pTonumMt6", "google-forms"),
    ("https://docs.google.com/file/d/1s1V/view", "google-drive"),
    ("https://drive.google.com/file/d/1s1V/view", "google-drive"),
    ("https://www.facebook.com/events/1/", "facebook"),
    ("https://m.facebook.com/groups/x/permalink/1/", "facebook"),
    ("https://fb.me/e/1", "facebook"),
    ("https://www.youtube.com/watch?v=CWK", "youtube"),
    ("https://youtu.be/CWK", "youtube"),
    ("https://github.com/g0v/x/blob/main/y.pdf", "github"),
    ("https://g0v.github.io/x", "website"),
    ("https://us02web.zoom.us/j/1", "video-call"),
    ("https://meet.google.com/abc-defg-hij", "video-call"),
    ("https://meet.jit.si/trip", "video-call"),
    ("https://jitsi.example.org/trip", "video-call"),
    ("https://goo.gl/maps/r88s", "map"),
    ("https://goo.gl/r88s", "website"),
    ("https://maps.app.goo.gl/x", "map"),
    ("https://www.google.com/maps/place/x", "map"),
    ("https://www.google.com.tw/maps?q=x", "map"),
    ("https://www.google.com/search?q=maps", "website"),
    ("https://www.openstreetmap.org/#map=19/1/2", "map"),
    ("https://app.sli.do/event/x", "poll"),
    ("https://PollEx.com/openg0v", "poll"),
    ("https://example.org/files/Plan.PDF?download=1", "pdf"),
    ("https://example.org/?file=plan.pdf", "website"),
    ("http://ogpkorea.com/main.asp", "website"),
    ("http://[x", "website"),
    ("http://℀.example/", "website"),
    ("not an address", "website"),
    ("", "website"),
]

HOSTS = [
    ("https://docs.google.com/document/d/1", "docs.google.com"),
    ("https://Example.ORG:8443/x", "example.org"),
    ("https://user:secret@example.org/", "example.org"),
    ("https://example.org./", "example.org"),
    ("http://[2001:db8::1]:80/", "2001:db8::1"),
    ("https://xn--r8jz45g.jp/", "例え.jp"),
    ("https://例え.jp/", "例え.jp"),
    ("https://xn--mnchen-3ya.de/", "münchen.de"),
    ("https://xn--d1abbgf6aiiy.xn--p1ai/", "президент.рф"),
    # Cyrillic letters that look like Latin ones.
    ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
    ("https://\u0430pple.com/", "xn--pple-43d.com"),
    ("https://xn--zzzzzz.com/", "xn--zzzzzz.com"),
    ("http://[x", ""),
    ("/local/path", ""),
    ("", ""),
]

HTTP_URLS = [
    "http://x",
    "https://example.org",
    "HTTPS://EXAMPLE.ORG/A",
    "https://example.org:8443/a/b?c=d&e#f",
    "https://user:secret@example.org/",
    "http://127.0.0.1:8000/",
    "http://[2001:db8::1]/",
    "https://例え.jp/道?問=答#章",
    "https://g0v.hackmd.io/Q-kv_vquTsKr2I23LLTq8Q#",
    "https://hackmd.io/OkKtw4ygTue3Flr9b83FYg?both#",
    "https://zh.wikipedia.org/wiki/臺灣_(島)",
    "https://x/" + "a" * 1990,
]

OTHER_TEXTS = [
    "",
    "example.org",
    "//example.org/",
    "ftp://example.org/",
    "mailto:a@example.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "http:example.org",
    "http:///path",
    "http://",
    "http://?q",
    "http://.",
    "http://@",
    "http://:80/",
    "http://x:port/",
    "http://x:99999/",
    "http://[x",
    "http://[::1",
    "http://a b/",
    "http://x/a b",
    "http://x/\u3000",
    "http://x/\n",
    "http://x/\x00",
    "http://x/\u200b",
    " http://x",
    "http://x ",
    "http://x\\@example.org/",
    "http://<b>/",
    "http://a%2fb/",
    "http://℀.example/",
    "https://x/" + "a" * 1991,
]

# The text before an address, the address, and what follows it.
BARE_URLS = [
    "|https://x/abc|。",
    "（|https://x/a|）後",
    "「|https://x/a|」",
    "請看：|https://x/a|：說明",
    "、|https://x/a|、https://x/b",
    "|https://x/a|…",
    "|https://x/a|—b",
    "“|https://x/a|”",
    "|https://zh.wikipedia.org/wiki/臺灣_(島)|。",
    "|https://ja.wikipedia.org/wiki/東京|、",
    "|https://a.example/tiles/{z}/{x}.png?s={s}|",
    "|https://a.example/folders/1xYz_서울| 보기",
    "|https://a.example/장소/혁신파크?z=1|",
    "|https://a.example/資料/2020/f.pdf|。",
    "|https://a.example/|에서 보기",
    "|https://a.example/x|에서",
    "|https://a.example/|參考",
    "|https://fr.wikipedia.org/wiki/Été|",
    "|https://x/a|的文件",
    "|https://x/a|에서",
    "|https://x/a|. Then",
    "|https://x/a?b=c|?",
    "(|https://x/a|)",
    "(|https://x/a_(b)|).",
    "[|https://x/a[1]|]",
    "**|https://x/a|**後",
    "~~|https://x/a|~~",
    "_|https://x/a|_",
    "==|https://x/a|==",
    "|https://x/?id=YQ==|",
    "|https://hackmd.io/Q-kv_#|",
    "|https://x/a|,https://x/b",
    "|https://x/a,b|",
    "<|https://x/a|>",
    '"|https://x/a|"',
    "|HTTPS://X/A|",
    "||https://",
    "||https://。",
    "||ftp://x",
]


@pytest.mark.parametrize(("url", "kind"), KINDS)
def test_the_kind_of_a_link_is_found_from_its_host_and_path(url, kind):
    assert kind_of(url) == kind


def test_only_pads_are_written_together():
    together = {kind for kind in LinkKind if is_co_note(kind)}
    assert together == {"hackmd", "hedgedoc", "etherpad", "pad"}


@pytest.mark.parametrize(("url", "host"), HOSTS)
def test_hosts_are_shown_as_people_read_them(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize("url", HTTP_URLS)
def test_complete_web_addresses_are_http_urls(url):
    assert is_http_url(url)


@pytest.mark.parametrize("text", OTHER_TEXTS)
def test_anything_else_is_no_http_url(text):
    assert not is_http_url(text)


@pytest.mark.parametrize("sample", BARE_URLS)
def test_an_address_in_a_text_ends_where_the_sentence_goes_on(sample):
    before, url, after = sample.split("|")
    assert bare_url_at(before + url + after, len(before)) == url


@settings(derandomize=True)
@given(st.text() | st.text().map("http://".__add__) | st.from_regex(r"https?://[^ ]{0,30}"))
def test_no_text_is_too_odd_to_ask_about(text):
    assert kind_of(text) in LinkKind
    assert isinstance(host_of(text), str)
    assert text.startswith(bare_url_at(text, 0))
    if is_http_url(text):
        assert host_of(text)
