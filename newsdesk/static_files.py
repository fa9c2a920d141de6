"""How CSS and scripts are served: under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_, _IMPORTS = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Browsers may keep every file for ever, the modules that our scripts import as well.

    Django would look for imports in all scripts; libraries also have them in comments.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("review/*.js", _IMPORTS))
