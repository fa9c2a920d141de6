"""Several files are sent at once and read in the background; what cannot be taken is reported."""

import threading
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, OperationalError, connection

from articles import documents, uploads
from articles.models import Article, Upload
from tests.articles.test_documents import PAGE
from tests.articles.test_importing import GOOD

URL = "/articles/upload/"
pytestmark = pytest.mark.django_db


def send(client, outlet="", **files):
    sent = [SimpleUploadedFile(name.replace("_", "."), raw) for name, raw in files.items()]
    return client.post(URL, {"files": sent, "outlet": outlet})


def test_files_wait_and_are_then_read(desk, editor):
    page = send(desk, outlet="The Wire", a_jsonl=GOOD + b"{\n", b_html=PAGE.encode(), c_txt=b"").url
    assert "are being read" in desk.get(page).content.decode()
    assert not Article.objects.exists()
    assert uploads.read_waiting() == 3
    seen = desk.get(page).content.decode()
    assert "All files have been read" in seen
    assert "1 stored, 1 not taken" in seen
    assert "Row 2: Not JSON" in seen
    assert "Row 1: text: The text is empty" in seen
    assert {article.added_by for article in Article.objects.all()} == {editor}
    assert not any(bytes(one.raw) for one in Upload.objects.all())


def test_what_was_not_taken_can_be_downloaded(desk):
    page = send(desk, **{"=a_csv": b"title,text\nt\n"}).url
    uploads.read_waiting()
    report = desk.get(f"{page}report.csv")
    assert report.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert report.content.decode().splitlines() == [
        "file,row,reason",
        "'=a.csv,2,\"Give the article's text, as a string.\"",
    ]


def test_a_file_whose_reading_fails_is_left_whole_for_the_next_reader(desk):
    send(desk, a_jsonl=b"".join(GOOD.replace(b"Oslo", b"Oslo %d" % n) for n in range(450)))
    with connection.cursor() as cursor:  # as if the disk were full at the third batch
        cursor.execute(
            "ALTER TABLE articles_article ADD CONSTRAINT room CHECK (text NOT LIKE '%Oslo 420%')"
        )
        with pytest.raises(DatabaseError, match="room"):
            uploads.read_waiting()
        assert not Article.objects.exists()
        cursor.execute("ALTER TABLE articles_article DROP CONSTRAINT room")
    uploads.read_waiting()
    upload = Upload.objects.get()
    assert (upload.stored, upload.bad, upload.attempts) == (450, 0, 2)
    assert Article.objects.count() == 450


def test_a_full_disk_is_no_fault_of_the_file(desk):
    send(desk, a_jsonl=GOOD)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
            "EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$; "
            "CREATE TRIGGER full_disk BEFORE INSERT ON articles_article "
            "FOR EACH ROW EXECUTE FUNCTION full_disk()"
        )
        for _ in range(uploads.MAX_ATTEMPTS + 1):
            with pytest.raises(OperationalError, match="No space left"):
                uploads.read_waiting()
        cursor.execute("DROP TRIGGER full_disk ON articles_article")
    assert not Article.objects.exists()
    assert uploads.read_waiting() == 1
    assert (Upload.objects.get().state, Article.objects.count()) == ("done", 1)


def test_a_file_that_no_library_bears_is_set_aside_and_the_others_are_read(desk, monkeypatch):
    def fields_of(raw, name):
        raise RuntimeError("no such thing")

    monkeypatch.setattr(documents, "fields_of", fields_of)
    page = send(desk, a_docx=b"PK", b_jsonl=GOOD).url
    for _ in range(uploads.MAX_ATTEMPTS + 1):
        uploads.read_waiting()
    assert Article.objects.count() == 1
    assert "set aside" in desk.get(page).content.decode()


def test_a_file_that_fells_its_readers_is_set_aside(desk):
    page = send(desk, a_jsonl=GOOD).url
    Upload.objects.update(attempts=uploads.MAX_ATTEMPTS)
    uploads.read_waiting()
    assert "set aside" in desk.get(page).content.decode()
    assert not Article.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_readers_at_once_read_each_file_once_at_the_first_try(desk):
    send(desk, **{f"a{n}_txt": f"Talks {n}\n\nThe talks began.".encode() for n in range(12)})
    together = threading.Barrier(4)

    def read():
        together.wait()
        uploads.read_waiting()
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(4)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    found = Upload.objects.values_list("state", "attempts", "stored")
    assert list(found) == [("done", 1, 1)] * 12


def test_the_same_files_sent_twice_store_nothing_twice(desk):
    for _ in range(2):
        page = send(desk, a_jsonl=GOOD).url
    uploads.read_waiting()
    assert "0 stored, 1 there already" in desk.get(page).content.decode()
    assert Article.objects.count() == 1


def test_nothing_and_too_much_are_refused(desk, settings):
    assert "This field is required" in send(desk).content.decode()
    settings.NEWSDESK_MAX_UPLOAD_BYTES = 10
    response = send(desk, a_txt=b"x" * 5, b_txt=b"x" * 11)
    assert response.status_code == 422
    assert "b.txt has 11" in response.content.decode()
    assert not Upload.objects.exists()


def test_outsiders_neither_send_nor_see(client, reader, editor):
    client.force_login(editor)
    page = send(client, a_jsonl=GOOD).url
    client.logout()
    addresses = (URL, page, f"{page}report.csv")
    assert {client.get(one).status_code for one in addresses} == {302}
    client.force_login(reader)
    assert {client.get(one).status_code for one in addresses} == {403}
    client.force_login(editor)
    assert client.get(f"/articles/uploads/{uuid.uuid4()}/").status_code == 404
