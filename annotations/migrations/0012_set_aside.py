"""Annotations of articles that do not stand are set aside, and the database sees to it."""

from django.db import migrations, models

ONLY_WHERE_IT_STANDS = """
CREATE OR REPLACE FUNCTION annotations_within_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_rows JOIN articles_article ON articles_article.id = new_rows.article_id
        WHERE new_rows.end_char > articles_article.length
    ) THEN
        RAISE EXCEPTION 'A span ends after the end of its article''s text.'
            USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM new_rows JOIN articles_article AS article ON article.id = new_rows.article_id
        WHERE new_rows.status <> 'withdrawn' AND (
            article.superseded_by_id IS NOT NULL OR article.duplicate_of_id IS NOT NULL
            OR article.withdrawn_at IS NOT NULL
        )
    ) THEN
        RAISE EXCEPTION 'Its article does not stand: an annotation of it can only be withdrawn.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""
ANYWHERE = """
CREATE OR REPLACE FUNCTION annotations_within_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_rows JOIN articles_article ON articles_article.id = new_rows.article_id
        WHERE new_rows.end_char > articles_article.length
    ) THEN
        RAISE EXCEPTION 'A span ends after the end of its article''s text.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0011_token_scopes"),
        ("articles", "0007_standing"),
    ]

    operations = [
        migrations.AddField(
            model_name="annotation",
            name="set_aside",
            field=models.CharField(
                blank=True,
                choices=[
                    ("suggested", "Suggested"),
                    ("accepted", "Accepted"),
                    ("rejected", "Rejected"),
                    ("withdrawn", "Withdrawn"),
                ],
                max_length=9,
            ),
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
                    ("counter", "Counter"),
                    ("teach", "Teach"),
                    ("forget", "Forget"),
                    ("note", "Note"),
                    ("undo", "Undo"),
                    ("skip", "Skip"),
                    ("done", "Done"),
                    ("reopen", "Reopen"),
                    ("carry", "Carry"),
                    ("withdraw", "Withdraw"),
                    ("restore", "Restore"),
                    ("part", "Part"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="annotation",
            constraint=models.CheckConstraint(
                condition=models.Q(("set_aside", ""), ("status", "withdrawn"), _connector="OR"),
                name="annotation_set_aside_is_withdrawn",
            ),
        ),
        migrations.RunSQL(ONLY_WHERE_IT_STANDS, ANYWHERE),
    ]
