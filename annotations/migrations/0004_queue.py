"""The queue: what waits, who has taken or skipped it, and the triggers that know what waits."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A suggestion in the making and the removal of its article from the queue must not pass each other
# unseen: whoever makes one holds the article's lock with others, whoever removes it holds it alone.
WAITING = """
CREATE FUNCTION annotations_queue_lock(article bigint) RETURNS integer
LANGUAGE sql IMMUTABLE AS 'SELECT (article % 2147483647)::integer';

CREATE FUNCTION annotations_waits(article bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(28273, annotations_queue_lock(article));
    INSERT INTO annotations_waiting (article_id, moment)
        SELECT id, coalesce(published_at, created_at) FROM articles_article WHERE id = article
        ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION annotations_queue_alone(article bigint) RETURNS void LANGUAGE sql AS
    'SELECT pg_advisory_xact_lock(28273, annotations_queue_lock(article))';

CREATE FUNCTION annotations_suggested() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM annotations_waits(article_id) FROM (
        SELECT DISTINCT article_id FROM new_rows WHERE status = 'suggested' ORDER BY article_id
    ) AS suggested;
    RETURN NULL;
END $$;
CREATE TRIGGER annotations_suggested AFTER INSERT ON annotations_annotation
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION annotations_suggested();

CREATE FUNCTION annotations_suggested_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM annotations_waits(NEW.article_id);
    RETURN NULL;
END $$;
CREATE TRIGGER annotations_suggested_again AFTER UPDATE OF status ON annotations_annotation
    FOR EACH ROW WHEN (NEW.status = 'suggested' AND OLD.status <> 'suggested')
    EXECUTE FUNCTION annotations_suggested_again();

-- Deferred to the commit, when no row remains to be locked: nobody waits for anybody. If somebody
-- is making a suggestion right now, the article stays.
CREATE FUNCTION annotations_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_try_advisory_xact_lock(28273, annotations_queue_lock(NEW.article_id)) THEN
        DELETE FROM annotations_waiting WHERE article_id = NEW.article_id AND NOT EXISTS (
            SELECT FROM annotations_annotation
            WHERE article_id = NEW.article_id AND status = 'suggested'
        );
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER annotations_settled AFTER UPDATE OF status ON annotations_annotation
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.status = 'suggested' AND NEW.status <> 'suggested')
    EXECUTE FUNCTION annotations_settled();

CREATE FUNCTION annotations_redated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE annotations_waiting SET moment = coalesce(NEW.published_at, NEW.created_at)
        WHERE article_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER annotations_redated AFTER UPDATE OF published_at ON articles_article
    FOR EACH ROW WHEN (NEW.published_at IS DISTINCT FROM OLD.published_at)
    EXECUTE FUNCTION annotations_redated();
"""

NOT_WAITING = """
DROP TRIGGER annotations_redated ON articles_article;
DROP TRIGGER annotations_settled ON annotations_annotation;
DROP TRIGGER annotations_suggested_again ON annotations_annotation;
DROP TRIGGER annotations_suggested ON annotations_annotation;
DROP FUNCTION annotations_redated();
DROP FUNCTION annotations_settled();
DROP FUNCTION annotations_suggested_again();
DROP FUNCTION annotations_suggested();
DROP FUNCTION annotations_queue_alone(bigint);
DROP FUNCTION annotations_waits(bigint);
DROP FUNCTION annotations_queue_lock(bigint);
"""

# Last: a table with new rows whose foreign keys are yet to be checked cannot be altered.
WHAT_WAITS_NOW = """
INSERT INTO annotations_waiting (article_id, moment)
    SELECT id, coalesce(published_at, created_at) FROM articles_article WHERE EXISTS (
        SELECT FROM annotations_annotation
        WHERE article_id = articles_article.id AND status = 'suggested'
    )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0003_run_language"),
        ("articles", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("claimed_at", models.DateTimeField(auto_now_add=True)),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Skip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Waiting",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="waiting",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("moment", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "waiting",
            },
        ),
        migrations.AlterField(
            model_name="review",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("accept", "Accept"),
                    ("reject", "Reject"),
                    ("relabel", "Relabel"),
                    ("respan", "Respan"),
                    ("relink", "Relink"),
                    ("add", "Add"),
                    ("fill", "Fill"),
                    ("join", "Join"),
                    ("leave", "Leave"),
                    ("attach", "Attach"),
                    ("detach", "Detach"),
                    ("merge", "Merge"),
                    ("unmerge", "Unmerge"),
                    ("overrule", "Overrule"),
                    ("undo", "Undo"),
                    ("skip", "Skip"),
                    ("done", "Done"),
                    ("reopen", "Reopen"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(
                condition=models.Q(("status", "suggested")),
                fields=["article", "layer"],
                include=("confidence", "entity"),
                name="annotation_unjudged",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("verdict__in", ["done", "reopen"])),
                fields=["article", "-id"],
                name="review_of_whole_article",
            ),
        ),
        migrations.AddIndex(
            model_name="review",
            index=models.Index(
                condition=models.Q(("verdict", "done")), fields=["-id"], name="review_done"
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="claims",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="skip",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="skips",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="skip",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="skips",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="waiting",
            index=models.Index(fields=["-moment", "-article"], name="waiting_newest"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["user"], name="claim_open_of_user"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("article",),
                name="claim_once_an_article",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("claimed_at"))), name="claim_lasts"
            ),
        ),
        migrations.AddConstraint(
            model_name="skip",
            constraint=models.UniqueConstraint(
                fields=("article", "user"), name="skip_once_an_editor"
            ),
        ),
        migrations.AddConstraint(
            model_name="skip",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="skip_has_reason"
            ),
        ),
        migrations.RunSQL(WAITING, NOT_WAITING),
        migrations.RunSQL(WHAT_WAITS_NOW, migrations.RunSQL.noop),
    ]
