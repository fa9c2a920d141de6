"""What the database itself refuses: spans outside the text, and changes of the review log."""

from django.db import migrations

WITHIN_ARTICLE = """
CREATE FUNCTION annotations_within_article() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE FUNCTION annotations_role_within_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM new_rows
        JOIN annotations_annotation ON annotations_annotation.id = new_rows.annotation_id
        JOIN articles_article ON articles_article.id = annotations_annotation.article_id
        WHERE new_rows.end_char > articles_article.length
    ) THEN
        RAISE EXCEPTION 'A role''s span ends after the end of its article''s text.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER annotations_inserted AFTER INSERT ON annotations_annotation
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION annotations_within_article();
CREATE TRIGGER annotations_updated AFTER UPDATE ON annotations_annotation
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION annotations_within_article();
CREATE TRIGGER roles_inserted AFTER INSERT ON annotations_role
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION annotations_role_within_article();
CREATE TRIGGER roles_updated AFTER UPDATE ON annotations_role
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION annotations_role_within_article();
"""

NOT_WITHIN_ARTICLE = """
DROP TRIGGER annotations_inserted ON annotations_annotation;
DROP TRIGGER annotations_updated ON annotations_annotation;
DROP TRIGGER roles_inserted ON annotations_role;
DROP TRIGGER roles_updated ON annotations_role;
DROP FUNCTION annotations_within_article();
DROP FUNCTION annotations_role_within_article();
"""

APPEND_ONLY = """
CREATE FUNCTION annotations_reviews_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Reviews are append-only: review % can be neither changed nor deleted.', OLD.id
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER annotations_reviews_are_kept BEFORE UPDATE OR DELETE ON annotations_review
    FOR EACH ROW EXECUTE FUNCTION annotations_reviews_are_kept();
"""

NOT_APPEND_ONLY = """
DROP TRIGGER annotations_reviews_are_kept ON annotations_review;
DROP FUNCTION annotations_reviews_are_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0001_initial")]

    operations = [
        migrations.RunSQL(WITHIN_ARTICLE, NOT_WITHIN_ARTICLE),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
    ]
