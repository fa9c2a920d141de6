import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0006_verdicts"),
        ("articles", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Knowledge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("link", "link"),
                            ("alias", "other name"),
                            ("never", "never a name"),
                            ("merge", "merge"),
                        ],
                        max_length=5,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("key", models.CharField(editable=False, max_length=300)),
                ("label", models.CharField(blank=True, max_length=12)),
                ("always", models.BooleanField(default=False)),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended",
                        to="annotations.review",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="knowledge",
                        to="annotations.entity",
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taught",
                        to="annotations.review",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "knowledge",
                "ordering": ["-pk"],
                "permissions": [
                    ("rule_knowledge", "Can make rules of knowledge and take any piece back")
                ],
            },
        ),
        migrations.AddField(
            model_name="annotation",
            name="taught_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="served",
                to="annotations.knowledge",
            ),
        ),
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(
                django.db.models.functions.text.Lower(
                    django.db.models.functions.text.Left("text", 200)
                ),
                condition=models.Q(("layer", "name"), ("status", "suggested")),
                name="annotation_unjudged_words",
            ),
        ),
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(
                condition=models.Q(("taught_by__isnull", False)),
                fields=["taught_by"],
                name="annotation_taught",
            ),
        ),
        migrations.AddIndex(
            model_name="knowledge",
            index=models.Index(fields=["changed_at"], name="knowledge_changed"),
        ),
        migrations.AddIndex(
            model_name="knowledge",
            index=models.Index(fields=["key"], name="knowledge_key"),
        ),
        migrations.AddIndex(
            model_name="knowledge",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["key"], name="knowledge_words", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="knowledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["link", "alias", "never", "merge"])),
                name="knowledge_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="knowledge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "link"),
                    models.Q(("always", False), ("entity", None), ("kind", "never")),
                    models.Q(
                        ("always", False),
                        ("entity__isnull", False),
                        ("kind__in", ["alias", "merge"]),
                    ),
                    _connector="OR",
                ),
                name="knowledge_says_something",
            ),
        ),
    ]
