"""The newsroom of one run: ``python -m benchmarks.stale_inside SLUG`` publishes and withdraws as its input says.

Each line of the input is ``publish N`` or ``withdraw N``; each is answered with one line once the deed is committed.
"""

import os
import sys

import django


def main() -> None:
    """Do one deed a line, through the door as a page does it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secretariat.config.settings")
    django.setup()
    from django.utils.timezone import now  # noqa: PLC0415 - once the apps are ready
    from i18nfield.strings import LazyI18nString  # noqa: PLC0415

    from secretariat.accounts.models import Role, User  # noqa: PLC0415
    from secretariat.conference.models import Conference, Membership  # noqa: PLC0415
    from secretariat.newsroom.actions import publish_article, withdraw_article  # noqa: PLC0415
    from secretariat.newsroom.models import Article  # noqa: PLC0415

    conference = Conference.objects.get(slug=sys.argv[1])
    hands = [User.objects.create_user(f"hand{number}@example.org", name=f"Hand {number}") for number in (1, 2)]
    for hand in hands:
        Membership.objects.create(conference=conference, user=hand, role=Role.SECRETARY, desks=[])
    for line in sys.stdin:
        deed, number = line.split()
        if deed == "publish":
            article = Article.objects.create(
                conference=conference, entered_by=hands[0], sensitivity="secretariat", key=f"stale-{number}",
                title=LazyI18nString({"en": f"Zugzwang{number}x"}), lead=LazyI18nString({"en": "Told."}),
                body=LazyI18nString({"en": "Told at once."}), languages=["en"], state="ready",
            )  # fmt: skip
            publish_article(hands[1], article, at=now())
        else:
            article = Article.objects.get(conference=conference, key=f"stale-{number}")
            withdraw_article(hands[1], article, reason=LazyI18nString({"en": "It was wrong."}))
        print("done", flush=True)


if __name__ == "__main__":
    main()
