"""What the desk has taught, beside the annotations that it comes from or has decided."""

from django import template

from annotations.models import Knowledge, Status

register = template.Library()


@register.simple_tag
def taught_from(annotation):
    """The piece that decided a name's link or, of an accepted name, that its link teaches."""
    if annotation.taught_by_id:
        return annotation.taught_by
    if annotation.teaches:
        return annotation.teaches
    if annotation.status != Status.ACCEPTED:
        return None
    return Knowledge.objects.standing().filter(review__annotation=annotation).first()
