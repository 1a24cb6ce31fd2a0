"""Devices at the gates: which there are, when each was last heard of, and putting them where they belong."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from secretariat.audit.forms import attempt, attempt_revision, seen_version
from secretariat.conference.permissions import OfficeRequest
from secretariat.door import actions, permissions
from secretariat.door.forms.badges import ConfirmForm
from secretariat.door.forms.devices import EnrolForm, MoveForm, gates_in_use
from secretariat.door.models import Device, Scan
from secretariat.door.views.asking import form_page, let_in, page_of

CODE = "door-code"


@require_GET
def devices(request: OfficeRequest) -> HttpResponse:
    """Every device; right after one was enrolled, the code with which it is taken up, once."""
    let_in(request)
    held, user = request.conference, request.user
    scans = Scan.objects.filter(device=OuterRef("pk")).order_by().values("device").annotate(n=Count("pk")).values("n")
    found = Device.objects.in_office_of(user).filter(conference=held).select_related("gate__zone")
    may_enrol = permissions.may_enrol_device(user, held)
    context = {
        "conference": held,
        "devices": found.annotate(scans=Coalesce(Subquery(scans), 0)).order_by("revoked_at", "name"),
        "now": timezone.now(),
        "code_good_for": actions.CODE_GOOD_FOR,
        "lines": [],
        "may_enrol": may_enrol,
        "has_gates": gates_in_use(held).exists(),
        "shown": _code_shown(request) if may_enrol else None,
    }
    context["lines"] = [_line(device, context["now"]) for device in context["devices"]]
    return render(request, "door/devices.html", context)


@require_http_methods(["GET", "POST"])
def enrol_device(request: OfficeRequest) -> HttpResponse:
    """Give a tablet a place at a gate."""
    held, user = request.conference, request.user
    if not permissions.may_enrol_device(user, held):
        raise PermissionDenied
    form = EnrolForm(request.POST or None, conference=held)
    code = actions.new_code()
    made: list[Device] = []

    def deed() -> None:
        said = form.cleaned_data
        made.append(actions.enrol_device(user, held, name=said["name"], gate=said["gate"], code=code))

    done = attempt(form, deed)
    if done.is_done:
        # Shown once, on the page that follows: it is kept nowhere but as its fingerprint.
        request.session[CODE] = {"conference": held.pk, "name": made[0].name, "code": code}
        return redirect("door:devices", held.slug)
    return _form_of(request, done, title=_("Enrol a device"), button=_("Enrol"))


@require_http_methods(["GET", "POST"])
def move_device(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put a device at another gate."""
    user, device = request.user, _device(request, pk)
    if not permissions.may_move_device(user, device):
        raise PermissionDenied

    def now() -> dict[str, Any]:
        kept = Device.objects.get(pk=pk)
        return {"gate": kept.gate_id, "version": kept.version}

    needs: dict[str, Any] = {"conference": request.conference}
    form = MoveForm(request.POST or None, initial=now(), **needs)

    def deed() -> Device:
        return actions.move_device(user, device, gate=form.cleaned_data["gate"], version=seen_version(form))

    done = attempt_revision(form, deed, now=now, **needs)
    if done.is_done:
        messages.success(request, _("The device stands at another gate now."))
        return redirect("door:devices", request.conference.slug)
    return _form_of(request, done, title=_("Move a device"), button=_("Move"), of=device.name)


@require_http_methods(["GET", "POST"])
def revoke_device(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a device out of service."""
    user, device = request.user, _device(request, pk)
    if not permissions.may_revoke_device(user, device):
        raise PermissionDenied
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    done = attempt(form, lambda: actions.revoke_device(user, device, at=timezone.now()))
    if done.is_done:
        messages.success(request, _("The device is out of service."))
        return redirect("door:devices", request.conference.slug)
    says = _("It gets no list any more. What it scanned up to now still counts when it arrives; nothing after.")
    words = {"title": _("Take a device out of service"), "button": _("Take it out of service"), "of": device.name}
    return _form_of(request, done, says=says, **words)


def _device(request: OfficeRequest, pk: int) -> Device:
    return get_object_or_404(Device.objects.in_office_of(request.user).filter(conference=request.conference), pk=pk)


def _form_of(request: OfficeRequest, done: Any, **words: Any) -> HttpResponse:
    here = page_of(request, "devices")
    return form_page(request, done, trail=[(here, _("Devices"))], leave=here, **words)


def _line(device: Device, now: Any) -> dict[str, Any]:
    is_waiting = device.seen_at is None and device.revoked_at is None
    return {
        "device": device,
        "scans": getattr(device, "scans", 0),
        "is_waiting": is_waiting and now - device.entered_at < actions.CODE_GOOD_FOR,
        "is_late": is_waiting and now - device.entered_at >= actions.CODE_GOOD_FOR,
        "minutes": int((now - device.seen_at).total_seconds() // 60) if device.seen_at else None,
    }


def _code_shown(request: OfficeRequest) -> dict[str, str] | None:
    import segno  # noqa: PLC0415 - read only when a code is shown

    kept = request.session.get(CODE)
    if not kept or kept["conference"] != request.conference.pk:
        return None
    del request.session[CODE]
    link = f"{request.build_absolute_uri(page_of(request, 'app'))}#{kept['code']}"
    picture = segno.make(link, error="m").svg_data_uri(scale=5, border=2, dark="#000", light="#fff")
    return {"name": kept["name"], "code": kept["code"], "link": link, "picture": picture}
