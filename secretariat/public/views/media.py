"""The form in which an outlet asks for accreditation; it is a page of its own, kept by nobody and without a cookie.

What was sent is in no address, in no log and, if something goes wrong, in no report of it.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from secretariat.audit.action import Refused
from secretariat.conference.models import Conference
from secretariat.newsroom.actions.incoming import TooMany
from secretariat.newsroom.actions.media import take_media_request
from secretariat.newsroom.queries.formtoken import FORGED, TOO_OLD, judge_token, token_for
from secretariat.newsroom.queries.replies import rules_of
from secretariat.public.forms import MediaForm
from secretariat.public.views.pages import frame_of, public_conference
from secretariat.public.views.replies import address_of

WHAT = "media"


# Nothing is done in anybody's name here: what the signed token keeps away is what sends forms without reading pages.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def media_accreditation(request: HttpRequest, slug: str) -> HttpResponse:
    """Take what an outlet asks for, if the conference takes it here."""
    found = public_conference(slug)
    if not rules_of(found).takes_media_requests:
        raise Http404
    if request.GET.get("sent") == "1":
        return _shown(request, found, None)
    form = MediaForm(request.POST if request.method == "POST" else None, language=get_language() or "en")
    if form.is_bound and form.is_valid() and (form.is_caught or _taken(request, found, form)):
        # What fills in the field that nobody sees is told the same, and nothing is kept.
        return redirect(f"{reverse('public:media_accreditation', args=[slug])}?sent=1")
    return _shown(request, found, form)


def _taken(request: HttpRequest, found: Conference, form: MediaForm) -> bool:
    verdict = judge_token(form.cleaned_data["token"], WHAT, found.pk, now())
    if verdict in {FORGED, TOO_OLD}:
        form.add_error(
            None, _("This form was open for too long. What you entered is still here; please send it again.")
        )
        return False
    try:
        take_media_request(found, said=form.said, people=form.people, address=address_of(request), at=now())
    except TooMany as error:
        form.add_error(None, str(error))
        form.status = 429
        return False
    except Refused as error:
        form.add_error(None, str(error))
        return False
    return True


def _shown(request: HttpRequest, found: Conference, form: MediaForm | None) -> HttpResponse:
    context = {**frame_of(found), "form": form, "token": token_for(WHAT, found.pk, now())}
    status = 200 if form is None or not form.errors else form.status
    return render(request, "public/media.html", context, status=status)
