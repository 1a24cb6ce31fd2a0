"""Templates of a conference: adding, revising, and which one of a kind is in use."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from secretariat.accounts.models import User
from secretariat.audit.action import Refused, action, unless_stale
from secretariat.conference.models import Conference
from secretariat.door import permissions, queries
from secretariat.door.models import BadgeTemplate
from secretariat.engines.paper import Unprintable, lay_out


@action(allow=permissions.may_add_template)
def add_template(actor: User, conference: Conference, *, details: Mapping[str, Any]) -> BadgeTemplate:
    """Keep a Typst file for badges or papers of this conference; it is not in use yet."""
    template = BadgeTemplate(conference=conference, entered_by=actor)
    template.kind, template.name, template.source = details["kind"], details["name"], details["source"]
    template.save()
    return template


@action(allow=permissions.may_revise_template)
def revise_template(
    actor: User, template: BadgeTemplate, *, details: Mapping[str, Any], version: int | None = None
) -> BadgeTemplate:
    """Change a template; one that is in use must still lay out the samples."""
    del actor
    unless_stale(template, version)
    template.name, template.source = details["name"], details["source"]
    if template.is_in_use:
        _try_out(template)
    template.save(update_fields=["name", "source"])
    return template


@action(allow=permissions.may_use_template)
def use_template(actor: User, template: BadgeTemplate) -> BadgeTemplate:
    """Lay out everything of its kind with this template from now on."""
    del actor
    _try_out(template)
    others = BadgeTemplate.objects.filter(conference_id=template.conference_id, kind=template.kind, is_in_use=True)
    others.exclude(pk=template.pk).update(is_in_use=False)
    template.is_in_use = True
    template.save(update_fields=["is_in_use"])
    return template


@action(allow=permissions.may_retire_template)
def retire_template(actor: User, template: BadgeTemplate) -> BadgeTemplate:
    """Use this template no more; the house's own serves again."""
    del actor
    template.is_in_use = False
    template.save(update_fields=["is_in_use"])
    return template


def _try_out(template: BadgeTemplate) -> None:
    conference, kind = template.conference, template.kind
    papers = queries.samples_of(conference, kind, get_language() or conference.original_language)
    beside = queries.files_beside(conference, kind)
    try:
        lay_out(template.source, papers.data, {**papers.files, **beside})
    except Unprintable as error:
        raise Refused(queries.fault_in_words(error), field="source") from error
