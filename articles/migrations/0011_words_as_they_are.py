from django.db import migrations


class Migration(migrations.Migration):
    """Keep the words that are searched as they are: compressing took time and saved nothing."""

    dependencies = [("articles", "0010_indexes_that_are_used")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE articles_article ALTER COLUMN search SET STORAGE EXTERNAL",
            "ALTER TABLE articles_article ALTER COLUMN search SET STORAGE EXTENDED",
        )
    ]
