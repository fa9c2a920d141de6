from django.db import migrations
from django.db.models import F
from django.db.models.functions import Left, Now

from articles.languages import language_of


def detect(apps, schema_editor):
    """Until now every article counted as English: put right those that are not."""
    every = apps.get_model("articles", "Article").objects.using(schema_editor.connection.alias)
    others = {}
    for pk, start in every.values_list("pk", Left("text", 1000)).iterator(chunk_size=1000):
        language = language_of(start)
        if language != "en":
            others.setdefault(language, []).append(pk)
    for language, ids in others.items():
        every.filter(pk__in=ids).update(
            language=language, revision=F("revision") + 1, changed_at=Now()
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_deliveries_and_merged_outlets")]

    operations = [migrations.RunPython(detect, migrations.RunPython.noop)]
