"""What must be right before newsdesk starts, said at the start."""

from django.core import checks

from .pipeline import pipeline_version

TAG = "pipeline"


@checks.register(TAG)
def the_model_is_there(app_configs, **options):
    """The language model can be found; whether it can be read shows when it is loaded."""
    try:
        pipeline_version()
    except (OSError, KeyError, ValueError) as error:
        hint = "Install the model, or unset NEWSDESK_SPACY_MODEL for the one that came along."
        return [checks.Error(str(error), hint=hint, id="annotations.E001")]
    return []
