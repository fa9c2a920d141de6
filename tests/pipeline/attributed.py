"""What the pipeline says that a text ascribes to whom."""

from annotations.pipeline import Source, extract


def attributions(text):
    (extraction,) = extract([Source(text)])
    return extraction.attributions


def told(text):
    """(source, cue, content) of each attribution, as words."""
    return [
        (a.source and a.source.text, a.cue and a.cue.text, a.content.text)
        for a in attributions(text)
    ]
