"""Who asks, in which conference, and how much they may ask."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from secretariat.accounts.models import User
from secretariat.api import queries
from secretariat.api.actions import allowing
from secretariat.api.models import Token
from secretariat.api.v1.refusals import Trouble, as_answer, not_here
from secretariat.conference.models import Conference

# No error code where nothing was shown, RFC 6750, section 3.1.
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="secretariat"'}
INVALID = {"WWW-Authenticate": 'Bearer realm="secretariat", error="invalid_token"'}
UNDER_SCOPE = {"WWW-Authenticate": 'Bearer realm="secretariat", error="insufficient_scope"'}
# Where a request keeps what is left of its allowance, for whoever refuses it.
ALLOWANCE = "secretariat.allowance"
# And the number of the person whose token it came with, for the log.
ASKER = "secretariat.asker"


@dataclass
class Asking:
    """One request: the person behind it, the token it came with, its conference and its moment."""

    person: User | AnonymousUser
    conference: Conference
    at: datetime
    token: Token | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    allowance: Mapping[str, str] = field(default_factory=dict)
    # The row that a deed is done on, for details that are judged by it.
    thing: Any = None

    @property
    def user(self) -> User:
        """The person, where only members come so far."""
        if not isinstance(self.person, User):
            raise Trouble(401, _("A token is needed for this."), headers=CHALLENGE)
        return self.person


def asking_of(request: HttpRequest, slug: str, *, scope: str, is_public: bool = False) -> Asking:
    """Judge the token, the conference and the scope, and count the request; raises ``Trouble``."""
    at = timezone.now()
    said = request.headers.get("Authorization", "")
    token = _token_of(said, at)
    if token is not None:
        request.META[ASKER] = token.user_id
    # Who shows a token that is none is counted like a stranger.
    allowance = _counted(request, token, at)
    request.META[ALLOWANCE] = allowance
    if said and token is None:
        sentence = _("This token is not known here, has expired or was revoked.")
        raise Trouble(401, sentence, headers=INVALID)
    if token is None:
        if not is_public:
            raise Trouble(401, _("A token is needed for this."), headers=CHALLENGE)
        stranger = AnonymousUser()
        conference = Conference.objects.visible_to(stranger).filter(slug=slug).first()
        if conference is None:
            raise not_here()
        return Asking(stranger, conference, at, headers=request.headers, allowance=allowance)
    if token.conference.slug != slug or not token.user.roles_in(token.conference_id):
        raise not_here()
    if not queries.covers(token, *scope.split(":")):
        sentence = _("This token does not reach so far; it lacks the scope %(scope)s.") % {"scope": scope}
        raise Trouble(403, sentence, headers=UNDER_SCOPE)
    return Asking(token.user, token.conference, at, token, request.headers, allowance)


def _token_of(said: str, at: datetime) -> Token | None:
    scheme, _space, text = said.partition(" ")
    token = queries.token_of(text.strip()) if scheme.lower() == "bearer" else None
    return token if token is not None and queries.is_good(token, at) else None


def _counted(request: HttpRequest, token: Token | None, at: datetime) -> dict[str, str]:
    """Take one request of the minute's allowance, and say in headers what is left."""
    most = settings.API_REQUESTS_PER_MINUTE if token else settings.API_REQUESTS_PER_MINUTE_WITHOUT_TOKEN
    left = allowing.take(_whose(request, token), most, at)
    headers = {
        "RateLimit-Limit": str(most),
        "RateLimit-Remaining": str(max(left, 0)),
        "RateLimit-Reset": str(60 - at.second),
    }
    if left < 0:
        sentence = _("%(most)s requests were made this minute; that is all there may be.") % {"most": most}
        raise Trouble(429, sentence, headers={**headers, "Retry-After": str(60 - at.second)})
    return headers


def _whose(request: HttpRequest, token: Token | None) -> str:
    if token is not None:
        return f"token {token.pk}"
    # No address is kept, only a digest that nobody can make without the house's key.
    address = _address_of(request)
    return "address " + hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:40]


def _address_of(request: HttpRequest) -> str:
    """The address from which a request came, through as many proxies as the house trusts."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return str(request.META.get("REMOTE_ADDR", ""))


def with_allowance(answer: HttpResponse, asking: Asking) -> HttpResponse:
    """The answer, with what is left of the minute's allowance."""
    for name, value in asking.allowance.items():
        answer[name] = value
    return answer


def refused(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The answer that tells of a refusal, with what is left of the minute's allowance where it was counted."""
    allowance: Mapping[str, str] = request.META.get(ALLOWANCE, {})
    answer = as_answer(trouble, request.path)
    for name, value in allowance.items():
        answer[name] = value
    return answer
