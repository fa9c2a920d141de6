from django.db import migrations


class Migration(migrations.Migration):
    """Keep texts as they are: to compress one took longer than to write what that saved."""

    dependencies = [("articles", "0008_superseded_once")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE articles_article ALTER COLUMN text SET STORAGE EXTERNAL",
            "ALTER TABLE articles_article ALTER COLUMN text SET STORAGE EXTENDED",
        )
    ]
