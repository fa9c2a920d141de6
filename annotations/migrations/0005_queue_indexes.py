"""Indexes of the queue: how far an article is, where an entity is named, and who is new."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0004_queue"),
        ("articles", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(fields=["article", "status"], name="annotation_progress"),
        ),
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(fields=["entity", "article"], name="annotation_of_entity"),
        ),
        migrations.AddIndex(
            model_name="entity",
            index=models.Index(
                condition=models.Q(("kind__in", ["person", "organisation"]), ("provisional", True)),
                fields=["id"],
                name="entity_new_to_the_desk",
            ),
        ),
    ]
