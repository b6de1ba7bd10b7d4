"""Signing in: wrong passwords, forgotten ones, and the second factor."""

import re
import time
from smtplib import SMTPException

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp

from people import second_factor
from tests import factories as make
from tests.mails import sent_mails
from tests.markup import parsed
from tripbook.signing_in import read_key

pytestmark = pytest.mark.django_db

PASSWORD = "tide-and-harbour-7"
HOME = "/admin/"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


@pytest.fixture
def nora():
    return make.make_user("nora", password=PASSWORD, email="nora@example.org")


@pytest.fixture
def root():
    client = Client()
    client.force_login(make.make_superuser())
    return client


@pytest.fixture
def post_office(settings):
    """A mail server that takes what is sent."""
    settings.SENDS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def sign_in(client, password=PASSWORD, username="nora", path="/admin/login/", **extra):
    return client.post(path, {"username": username, "password": password, "next": HOME}, **extra)


def is_signed_in(client):
    return client.get(HOME).status_code == 200


def words(response):
    soup = parsed(response)
    return " ".join(soup.select_one("#content").get_text(" ").split())


@pytest.fixture
def one_minute(monkeypatch):
    """Stop the clock, for what is counted by the minute."""
    now = timezone.now()
    monkeypatch.setattr("tripbook.pages.rates.timezone.now", lambda: now)


# Wrong passwords


def test_who_guesses_five_times_waits(client, nora):
    statuses = [sign_in(client, "wrong").status_code for _i in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    refused = sign_in(client)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "900"
    assert words(refused).startswith("Too many attempts Wait 15 minutes, then try again.")
    assert not is_signed_in(client)


def test_from_another_address_the_owner_still_gets_in(client, nora):
    for _i in range(6):
        sign_in(client, "wrong")
    assert sign_in(client, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert is_signed_in(client)


def test_a_good_password_forgets_the_wrong_ones(client, nora):
    for _i in range(3):
        for _j in range(4):
            sign_in(client, "wrong")
        assert sign_in(client).status_code == 302


def test_the_answer_does_not_tell_whether_there_is_such_an_account(nora):
    answers = []
    for username in ("nora", "nobody"):
        client = Client()
        pages = [sign_in(client, "wrong", username) for _i in range(6)]
        answers.append(
            [(p.status_code, words(p).replace(username, "")) for p in pages],
        )
    assert answers[0] == answers[1]


def test_one_address_does_not_try_many_accounts(client, one_minute):
    statuses = [sign_in(client, "wrong", f"user-{i}").status_code for i in range(25)]
    assert statuses == [200] * 20 + [429] * 5


@pytest.mark.parametrize("language", ["en", "zh-hant", "ja", "ko"])
def test_the_page_is_in_the_language_of_the_reader(client, nora, language):
    for _i in range(6):
        response = sign_in(client, "wrong", HTTP_ACCEPT_LANGUAGE=language)
    page = parsed(response)
    assert (response.status_code, page.html["lang"]) == (429, language)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "is_let_in"),
    [
        # Anybody can send the header: by itself it makes nobody somebody else.
        (0, "203.0.113.9", False),
        (1, "203.0.113.9", True),
        # What the client has put before the proxy's entry counts for nothing.
        (1, "198.51.100.1, 192.0.2.1", False),
        (2, "203.0.113.9, 10.0.0.1", True),
        (2, "192.0.2.1", True),
    ],
)
def test_only_ones_own_proxies_say_who_comes(settings, nora, proxies, forwarded, is_let_in):
    settings.TRUSTED_PROXIES = proxies
    client = Client()
    from_one = ", ".join(["192.0.2.1"] * max(proxies, 1))
    for _i in range(6):
        sign_in(client, "wrong", HTTP_X_FORWARDED_FOR=from_one)
    answer = sign_in(client, HTTP_X_FORWARDED_FOR=forwarded)
    assert (answer.status_code == 302) == is_let_in


def test_a_superuser_unlocks_an_account(client, nora, root):
    for _i in range(6):
        sign_in(client, "wrong")
    answer = root.post(
        reverse("admin:people_user_changelist"), {"action": "unlock", "_selected_action": nora.pk}
    )
    assert answer.status_code == 302
    assert sign_in(client).status_code == 302


def test_the_command_line_lets_somebody_in(client, nora, capsys):
    for _i in range(6):
        sign_in(client, "wrong")
    set_up(nora)
    call_command("let_in", "nora", "--second-factor", "--password")
    told = capsys.readouterr()
    assert told.err == "“nora” can sign in again.\nThe second factor is removed.\n"
    assert told.out.startswith("https://trips.example.org/admin/password-reset/")
    sign_in(client)
    assert is_signed_in(client)


def test_the_command_line_refuses_an_account_that_is_not_there():
    with pytest.raises(CommandError) as caught:
        call_command("let_in", "nobody")
    assert (caught.value.returncode, str(caught.value)) == (2, "There is no user “nobody”.")


def test_who_signs_out_leaves_nothing_on_the_device(client, nora):
    client.force_login(nora)
    assert client.post("/admin/logout/")["Clear-Site-Data"] == '"storage"'
    page = BeautifulSoup(sign_in_page(client, nora), "html.parser")
    assert page.select_one("#logout-form")["data-forget"].endswith("Sign out and forget it?")


def sign_in_page(client, user):
    client.force_login(user)
    return client.get(HOME).content


# A forgotten password


def ask_for_link(client, address, **extra):
    return client.post("/admin/password-reset/", {"email": address}, follow=True, **extra)


def test_a_forgotten_password_is_replaced_by_mail(client, nora, post_office):
    nora.last_login = nora.date_joined
    nora.save()
    page = parsed(client.get("/admin/login/"))
    [link] = page.select(".password-reset-link a")
    assert link["href"] == "/admin/password-reset/"
    answer = ask_for_link(client, "NORA@example.org", HTTP_HOST="localhost")
    assert words(answer).startswith("Look into your mail")
    [sent] = sent_mails()
    assert (sent.to, sent.subject) == (["nora@example.org"], "A new password")
    # The site's own address, whatever host the request was sent to.
    [link] = re.findall(r"https://trips\.example\.org(/admin/password-reset/\S+)", sent.body)
    page = client.get(link, follow=True)
    assert words(page).startswith("Choose a password For the account nora.")
    new = "another-harbour-8"
    form = {"new_password1": new, "new_password2": new}
    assert words(client.post(page.request["PATH_INFO"], form, follow=True)).startswith(
        "Your password is saved"
    )
    assert not is_signed_in(client)
    assert sign_in(client, new).status_code == 302
    assert words(client.get(link)).startswith("This link no longer works")


@pytest.mark.parametrize("address", ["nobody@example.org", "gone@example.org"])
def test_nobody_learns_which_accounts_there_are(client, nora, post_office, address):
    make.make_user("gone", email="gone@example.org", password=PASSWORD, is_active=False)
    known, unknown = ask_for_link(client, "nora@example.org"), ask_for_link(client, address)
    assert words(known) == words(unknown)
    assert [sent.to for sent in sent_mails()] == [["nora@example.org"]]


def test_a_new_password_is_no_way_around_the_second_factor(client, nora, post_office):
    set_up(nora)
    ask_for_link(client, "nora@example.org")
    [link] = re.findall(r"https://trips\.example\.org(\S+)", sent_mails()[0].body)
    page = client.get(link, follow=True).request["PATH_INFO"]
    new = "another-harbour-8"
    client.post(page, {"new_password1": new, "new_password2": new})
    sign_in(client, new)
    assert not is_signed_in(client)


def test_links_are_asked_for_a_few_times_a_minute(client, nora, post_office, one_minute):
    statuses = [ask_for_link(client, "nora@example.org").status_code for _i in range(12)]
    assert statuses == [200] * 5 + [429] * 7
    assert len(sent_mails()) == statuses.count(200)


def test_without_a_mail_server_the_page_says_whom_to_ask(client, settings):
    settings.SENDS_MAIL = False
    page = client.get("/admin/password-reset/")
    assert "Ask an administrator" in words(page)
    assert b"<form" not in page.content


# The second factor


def set_up(user):
    """Turn the second factor of a user on; return the key and the backup codes."""
    key = second_factor.new_key()
    codes = second_factor.turn_on(user, key, code_of(key, -1))
    return key, codes


def code_of(key, steps=0):
    """Return the code of a key, some half-minutes from now. Each holds once."""
    return f"{totp(bytes.fromhex(key), t0=-30 * steps):06}"


def type_code(client, code, **more):
    return client.post("/admin/login/code/", {"code": code, **more})


def test_it_is_set_up_with_an_app_and_asked_for_after_the_password(client, nora):
    client.force_login(nora)
    page = client.get("/admin/second-factor/")
    assert "no-store" in page["Cache-Control"]
    key = second_factor.device_with(nora, key_on(page, nora)).key
    form = {"key": page.context["signed_key"], "code": code_of(key, -1)}
    shown = client.post("/admin/second-factor/", form)
    codes = [c.get_text() for c in parsed(shown).select("li code")]
    assert len(set(codes)) == 10
    again = client.get("/admin/second-factor/").content.decode()
    assert not [code for code in codes if code in again]
    assert "10 backup codes are left." in again

    phone = Client()
    asked = sign_in(phone)
    assert asked["Location"] == "/admin/login/code/"
    assert not is_signed_in(phone)
    assert type_code(phone, "000000").status_code == 200
    assert not is_signed_in(phone)
    second_factor.TOTPDevice.objects.update(throttling_failure_count=0)
    right = code_of(key)
    # As people type it.
    assert type_code(phone, f" {right[:3]} {right[3:]} ")["Location"] == HOME
    assert is_signed_in(phone)

    thief = Client()
    sign_in(thief)
    assert type_code(thief, right).status_code == 200
    assert not is_signed_in(thief)


def key_on(page, user):
    return read_key(user, page.context["signed_key"])


def test_without_one_the_password_is_enough(client, nora):
    assert sign_in(client)["Location"] == HOME
    assert is_signed_in(client)


def test_a_code_that_does_not_fit_changes_nothing(client, nora):
    client.force_login(nora)
    page = client.get("/admin/second-factor/")
    key = page.context["signed_key"]
    answer = client.post("/admin/second-factor/", {"key": key, "code": "12"})
    assert "The code does not fit" in words(answer)
    assert key_on(answer, nora) == key_on(page, nora)
    assert not second_factor.is_on(nora)


def test_nobody_is_given_a_key_of_somebody_else(client, nora):
    other = make.make_user("other")
    client.force_login(other)
    foreign = client.get("/admin/second-factor/").context["signed_key"]
    client.force_login(nora)
    key = key_on(client.get("/admin/second-factor/"), nora)
    for signed in (foreign, key, ""):
        answer = client.post("/admin/second-factor/", {"key": signed, "code": code_of(key)})
        assert "This took too long" in words(answer)
    assert not second_factor.is_on(nora)


def test_each_backup_code_signs_in_once(client, nora):
    _key, codes = set_up(nora)
    sign_in(client)
    answer = client.post("/admin/login/code/", {"code": codes[0].upper()}, follow=True)
    assert "You used a backup code; 9 are left." in answer.content.decode()
    assert is_signed_in(client)
    other = Client()
    sign_in(other)
    assert type_code(other, codes[0]).status_code == 200
    assert not is_signed_in(other)


def test_each_wrong_code_doubles_the_wait(client, nora):
    key, _codes = set_up(nora)
    sign_in(client)
    type_code(client, "000000")
    answer = type_code(client, code_of(key))
    assert "Too many wrong codes. Try again in 1 second." in words(answer)
    assert not is_signed_in(client)


def test_where_one_was_going_is_kept_and_no_other_site(client, nora):
    key, _codes = set_up(nora)
    for target, arrives in (
        ("/admin/events/day/", "/admin/events/day/"),
        ("//evil.example/", HOME),
    ):
        form = {"username": "nora", "password": PASSWORD, "next": target}
        client.post("/admin/login/", form)
        second_factor.TOTPDevice.objects.update(last_t=-1)
        assert type_code(client, code_of(key))["Location"] == arrives
        client.post("/admin/logout/")


@pytest.mark.parametrize("what", ["time", "password", "account"])
def test_between_password_and_code_nothing_may_happen(client, nora, monkeypatch, what):
    key, _codes = set_up(nora)
    sign_in(client)
    if what == "time":
        later = time.time() + 601
        monkeypatch.setattr("tripbook.signing_in.time.time", lambda: later)
    elif what == "password":
        nora.set_password("changed-meanwhile-1")
        nora.save()
    else:
        nora.is_active = False
        nora.save()
    assert type_code(client, code_of(key))["Location"] == "/admin/login/"
    assert not is_signed_in(client)


def test_the_code_is_asked_of_nobody_without_a_password(client, nora):
    key, _codes = set_up(nora)
    assert type_code(client, code_of(key))["Location"] == "/admin/login/"


def test_only_who_has_a_code_changes_it(client, nora):
    _key, codes = set_up(nora)
    client.force_login(nora)
    page = "/admin/second-factor/"
    assert "not right" in words(client.post(page, {"code": "zzzzzzzz", "off": "off"}))
    assert second_factor.is_on(nora)
    second_factor.StaticDevice.objects.update(throttling_failure_count=0)
    new = client.post(page, {"code": codes[0], "codes": "new"})
    assert codes[1] not in new.content.decode()
    assert second_factor.backup_codes_left(nora) == 10
    newest = parsed(new).select_one("li code").get_text()
    client.post(page, {"code": newest, "off": "off"})
    assert not second_factor.is_on(nora)
    assert LogEntry.objects.get().get_change_message() == "Turned the second factor off."


def test_a_superuser_removes_a_lost_device(client, nora, root):
    set_up(nora)
    answer = root.post(
        reverse("admin:people_user_changelist"),
        {"action": "remove_second_factor", "_selected_action": nora.pk},
        follow=True,
    )
    assert "1 user signs in with the password alone now." in answer.content.decode()
    sign_in(client)
    assert is_signed_in(client)


def test_nobody_sees_a_secret_in_the_admin(nora, root):
    key, codes = set_up(nora)
    text = root.get(reverse("admin:people_user_change", args=[nora.pk])).content.decode()
    assert not [secret for secret in (key, *codes) if secret in text]
    for model in ("otp_totp/totpdevice", "otp_static/staticdevice"):
        assert root.get(f"/admin/{model}/").status_code == 404


@pytest.mark.parametrize("with_factor", [False, True])
def test_the_second_factor_costs_no_page_a_query(
    client, nora, django_assert_num_queries, with_factor
):
    if with_factor:
        set_up(nora)
    client.force_login(nora)
    with django_assert_num_queries(3):
        client.get("/admin/password_change/")


# Accounts


def new_account(root, **fields):
    form = {"username": "ida", "is_staff": "on", "usable_password": "false", **fields}
    return root.post(reverse("admin:people_user_add"), form, follow=True)


def test_a_superuser_makes_an_organizer_who_chooses_a_password(client, root, post_office):
    page = parsed(root.get(reverse("admin:people_user_add")))
    assert page.select_one("#id_is_staff").has_attr("checked")
    assert page.select_one("[name=usable_password][checked]")["value"] == "false"
    new_account(root, email="ida@example.org")
    [sent] = sent_mails()
    assert (sent.to, sent.subject) == (["ida@example.org"], "Your account for tripbook")
    assert "user name ida." in sent.body
    [link] = re.findall(r"https://trips\.example\.org(\S+)", sent.body)
    page = client.get(link, follow=True).request["PATH_INFO"]
    client.post(page, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    sign_in(client, username="ida")
    assert is_signed_in(client)


def test_who_was_made_an_account_can_have_another_link(client, root, post_office):
    new_account(root, email="ida@example.org")
    ask_for_link(client, "ida@example.org")
    assert [sent.to for sent in sent_mails()] == [["ida@example.org"]] * 2


def test_without_mail_the_link_is_handed_over(root, settings):
    settings.SENDS_MAIL = False
    answer = new_account(root, email="ida@example.org")
    text = answer.content.decode()
    assert "No mail server is set up" in text
    assert "https://trips.example.org/admin/password-reset/" in text


def test_the_link_is_shown_only_to_who_may_need_it(root, nora):
    page = reverse("admin:people_user_change", args=[nora.pk])
    assert "/admin/password-reset/" in root.get(page).content.decode()
    nora.last_login = nora.date_joined
    nora.save()
    assert "/admin/password-reset/" not in root.get(page).content.decode()


def test_a_password_that_is_set_is_sent_to_nobody(client, root, post_office):
    given = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    new_account(root, email="ida@example.org", **given)
    assert sent_mails() == []
    assert sign_in(client, username="ida").status_code == 302


def test_an_account_is_there_even_if_the_mail_is_not_taken(root, post_office, monkeypatch):
    def refuse(self):
        raise SMTPException("full")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    answer = new_account(root, email="ida@example.org")
    assert "The mail server takes no mail now: full" in answer.content.decode()
    assert make.User.objects.filter(username="ida").exists()
