"""Signing in and out, as a person does it."""

from playwright.sync_api import expect

from tests.factories import PASSWORD


def test_an_editor_signs_in_and_out(browse, editor):
    page = browse()
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_label("User name").fill("edgar")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="edgar")).to_be_visible()
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_wrong_password_is_told_and_the_name_kept(browse, editor):
    page = browse()
    page.goto("/accounts/login/")
    page.get_by_label("User name").fill("edgar")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not match")
    expect(page.get_by_label("User name")).to_have_value("edgar")
