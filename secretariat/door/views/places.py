"""How the door is laid out: zones, classes, gates, rules, and the keys that sign badges."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.delegations.models import Capacity, DelegateRole
from secretariat.door import actions, permissions, queries
from secretariat.door.forms.badges import ConfirmForm
from secretariat.door.forms.places import (
    ClassForm,
    GateForm,
    NewClassForm,
    NewZoneForm,
    RulesForm,
    ZoneForm,
    what_is_said_of_class,
    what_is_said_of_gate,
    what_is_said_of_zone,
    what_the_rules_say,
)
from secretariat.door.models import BadgeClass, DoorRules, Gate, SigningKey, Zone
from secretariat.door.views.asking import form_page, let_in, page_of


@require_GET
def setup(request: OfficeRequest) -> HttpResponse:
    """Everything the door stands on, on one page."""
    let_in(request)
    held, user = request.conference, request.user
    zones = list(Zone.objects.in_office_of(user).filter(conference=held))
    names: dict[str, object] = {zone.code: zone.name for zone in zones}
    counted = queries.signed_by_each_key(held.pk)
    context = {
        "conference": held,
        "zones": zones,
        "classes": _class_lines(list(BadgeClass.objects.in_office_of(user).filter(conference=held)), names),
        "gates": Gate.objects.in_office_of(user).filter(conference=held).select_related("zone"),
        "rules": DoorRules.objects.filter(conference=held).first() or DoorRules(),
        "keys": [
            {"key": key, "badges": counted.get(key.pk, 0)}
            for key in SigningKey.objects.in_office_of(user).filter(conference=held).order_by("-pk")
        ],
        "may_change": permissions.may_add_zone(user, held),
        "may_break": user.is_secretary_of(held.pk),
    }
    return render(request, "door/setup.html", context)


@require_POST
def lay_out_door(request: OfficeRequest) -> HttpResponse:
    """Make the zones, classes and the gate that most conferences begin with."""
    held, user = request.conference, request.user
    if not permissions.may_lay_out_door(user, held):
        raise PermissionDenied
    actions.lay_out_door(user, held)
    messages.success(request, _("The door is laid out. Change what is different at your venue."))
    return redirect("door:setup", held.slug)


@require_http_methods(["GET", "POST"])
def add_zone(request: OfficeRequest) -> HttpResponse:
    """Name a part of the venue."""
    held, user = request.conference, request.user
    if not permissions.may_add_zone(user, held):
        raise PermissionDenied
    form = NewZoneForm(request.POST or None, conference=held)
    done = attempt(form, lambda: actions.add_zone(user, held, code=form.cleaned_data["code"], details=form.details))
    return _after(request, done, _("The zone is added."), title=_("Add a zone"), button=_("Add"))


@require_http_methods(["GET", "POST"])
def revise_zone(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is kept of a zone."""
    user = request.user
    zone = get_object_or_404(Zone.objects.in_office_of(user).filter(conference=request.conference), pk=pk)
    if not permissions.may_revise_zone(user, zone):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        return what_is_said_of_zone(Zone.objects.get(pk=pk))

    needs: dict[str, Any] = {"conference": request.conference}
    form = ZoneForm(request.POST or None, initial=now(), **needs)

    def deed() -> Zone:
        return actions.revise_zone(user, zone, details=form.details, version=seen_version(form))

    done = attempt_revision(form, deed, now=now, **needs)
    return _after(request, done, _("The zone is changed."), title=_("Revise a zone"), button=_("Save"), of=zone.code)


@require_http_methods(["GET", "POST"])
def add_class(request: OfficeRequest) -> HttpResponse:
    """Name a class of badges."""
    held, user = request.conference, request.user
    if not permissions.may_add_class(user, held):
        raise PermissionDenied
    form = NewClassForm(request.POST or None, conference=held, zones=_zone_choices(request))
    done = attempt(form, lambda: actions.add_class(user, held, code=form.cleaned_data["code"], details=form.details))
    return _after(request, done, _("The class is added."), title=_("Add a class of badges"), button=_("Add"))


@require_http_methods(["GET", "POST"])
def revise_class(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change a class of badges."""
    user = request.user
    kept = get_object_or_404(BadgeClass.objects.in_office_of(user).filter(conference=request.conference), pk=pk)
    if not permissions.may_revise_class(user, kept):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        return what_is_said_of_class(BadgeClass.objects.get(pk=pk))

    needs: dict[str, Any] = {"conference": request.conference, "zones": _zone_choices(request)}
    form = ClassForm(request.POST or None, initial=now(), **needs)

    def deed() -> BadgeClass:
        return actions.revise_class(user, kept, details=form.details, version=seen_version(form))

    done = attempt_revision(form, deed, now=now, **needs)
    words = {"title": _("Revise a class of badges"), "button": _("Save"), "of": kept.code}
    return _after(request, done, _("The class is changed."), **words)


@require_http_methods(["GET", "POST"])
def add_gate(request: OfficeRequest) -> HttpResponse:
    """Name a gate."""
    held, user = request.conference, request.user
    if not permissions.may_add_gate(user, held):
        raise PermissionDenied
    form = GateForm(request.POST or None, conference=held)
    done = attempt(form, lambda: actions.add_gate(user, held, details=form.details))
    return _after(request, done, _("The gate is added."), title=_("Add a gate"), button=_("Add"))


@require_http_methods(["GET", "POST"])
def revise_gate(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change what is kept of a gate."""
    user = request.user
    gate = get_object_or_404(Gate.objects.in_office_of(user).filter(conference=request.conference), pk=pk)
    if not permissions.may_revise_gate(user, gate):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        return what_is_said_of_gate(Gate.objects.get(pk=pk))

    needs: dict[str, Any] = {"conference": request.conference}
    form = GateForm(request.POST or None, initial=now(), **needs)

    def deed() -> Gate:
        return actions.revise_gate(user, gate, details=form.details, version=seen_version(form))

    done = attempt_revision(form, deed, now=now, **needs)
    return _after(request, done, _("The gate is changed."), title=_("Revise a gate"), button=_("Save"), of=gate.name)


@require_http_methods(["GET", "POST"])
def revise_rules(request: OfficeRequest) -> HttpResponse:
    """Change the rules of the door."""
    held, user = request.conference, request.user
    if not permissions.may_revise_rules(user, held):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        return what_the_rules_say(DoorRules.objects.filter(conference=held).first())

    form = RulesForm(request.POST or None, initial=now())

    def deed() -> object:
        return actions.revise_rules(user, held, details=form.details, version=seen_version(form))

    done = attempt_revision(form, deed, now=now)
    return _after(request, done, _("The rules are changed."), title=_("Rules of the door"), button=_("Save"))


@require_http_methods(["GET", "POST"])
def rotate_keys(request: OfficeRequest) -> HttpResponse:
    """Make a new key that signs from now on."""
    held, user = request.conference, request.user
    if not permissions.may_rotate_keys(user, held):
        raise PermissionDenied
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    done = attempt(form, lambda: actions.rotate_keys(user, held, at=timezone.now()))
    says = _("Badges are signed with a new key from now on. Those that were issued stay good.")
    return _after(request, done, says, title=_("Make a new key"), button=_("Make a new key"), says=says)


@require_http_methods(["GET", "POST"])
def break_key(request: OfficeRequest, pk: int) -> HttpResponse:
    """Hold a key to be broken, having read how many badges fall with it."""
    held, user = request.conference, request.user
    key = get_object_or_404(SigningKey.objects.in_office_of(user).filter(conference=held), pk=pk)
    if not permissions.may_break_key(user, key):
        raise PermissionDenied
    count = queries.signed_by_each_key(held.pk).get(key.pk, 0)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    done = attempt(form, lambda: actions.break_key(user, key, at=timezone.now()))
    says = ngettext(
        "%(count)s badge that is in use was signed with this key. It is good no more, and must be issued anew.",
        "%(count)s badges that are in use were signed with this key. They are good no more, and must be issued anew.",
        count,
    ) % {"count": count}
    says = f"{says} {_('Tablets that know no other key of this conference must be enrolled anew.')}"
    words = {"title": _("Hold a key to be broken"), "button": _("It is broken"), "of": key.mark}
    return _after(request, done, _("The key is held to be broken."), says=says, **words)


def _class_lines(classes: list[BadgeClass], names: dict[str, object]) -> list[dict[str, object]]:
    """The classes in their order; what stands after one that is for everybody is given by choice alone."""
    found = []
    is_reached = True
    for each in classes:
        found.append(
            {
                "class": each,
                "zones": queries.zones_in_words(each.zones, names),
                "capacities": [Capacity(name).label for name in each.capacities],
                "roles": [DelegateRole(name).label for name in each.roles],
                "is_reached": is_reached,
            }
        )
        is_reached = is_reached and bool(each.capacities or each.roles or each.for_overflow)
    return found


def _zone_choices(request: OfficeRequest) -> list[tuple[str, str]]:
    return [(code, f"{code} – {name}") for code, name in queries.zone_names(request.conference.pk).items()]


def _after(request: OfficeRequest, done: Any, told: str | Promise, **words: Any) -> HttpResponse:
    if done.is_done:
        messages.success(request, str(told))
        return redirect("door:setup", request.conference.slug)
    trail = [(page_of(request, "setup"), _("Layout of the door"))]
    return form_page(request, done, trail=trail, leave=page_of(request, "setup"), **words)
