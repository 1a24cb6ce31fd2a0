"""A conference, its secretary, and the token of a program of theirs, made inside the house's own process."""

from datetime import date
from typing import Any


def conference_with_program(slug: str, title: str, host: Any, **details: Any) -> tuple[Any, Any, str]:
    """A conference of five days, a secretary of it, and the text of a token that may do all that they may."""
    from i18nfield.strings import LazyI18nString  # noqa: PLC0415 - once the apps are ready

    from secretariat.accounts.models import Role, User  # noqa: PLC0415
    from secretariat.api.models import Token  # noqa: PLC0415
    from secretariat.api.queries import SCOPES, SHOWN, fingerprint_of, new_text  # noqa: PLC0415
    from secretariat.conference.models import Conference, Membership  # noqa: PLC0415

    conference = Conference.objects.create(
        slug=slug,
        title=LazyI18nString({"en": title}),
        host=host,
        time_zone="Asia/Damascus",
        start_date=date(2031, 5, 5),
        end_date=date(2031, 5, 9),
        **details,
    )
    secretary = User.objects.create_user("secretary@example.org", name="Secretary")
    Membership.objects.create(conference=conference, user=secretary, role=Role.SECRETARY)
    text = new_text()
    Token.objects.create(
        conference=conference,
        user=secretary,
        name="Program",
        beginning=text[:SHOWN],
        fingerprint=fingerprint_of(text),
        scopes=list(SCOPES),
    )
    return conference, secretary, text
