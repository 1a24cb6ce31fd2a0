"""What the page at the gate says, in the language of whoever stands there; its script finds it all in the page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from secretariat.door.queries.verdicts import verdict_in_words
from secretariat.engines.admission import CODES


def words_of_the_gate() -> dict[str, Any]:
    """Every word that the script of the page shows, by where it is shown; places in braces are filled by the script."""
    return {
        "words": _words(),
        "colours": CODES,
        "reasons": _reasons(),
        "reasons_short": {code: verdict_in_words(code) for code in CODES},
        "distrust": _distrust(),
        "facing": {"entry": _("People go in here."), "exit": _("People go out here.")},
        "unchecked": _unchecked(),
        "unchecked_photos": _(
            "The face: this tablet carries no photos. Compare the person with the photo on the badge."
        ),
        **_of_the_verdict(),
        **_of_the_tablet(),
    }


def _words() -> dict[str, str]:
    return {
        "green": pgettext("door", "Go in"),
        "exit": pgettext("door", "Go out"),
        "amber": pgettext("door", "Look closer"),
        "red": pgettext("door", "Stop"),
        "keep_badge": pgettext("door", "Out, without the badge"),
    }


def _reasons() -> dict[str, str]:
    return {
        "valid": _("The badge is good."),
        "not-a-badge": _("This is no badge of ours. Ask for the badge, or type its number."),
        "truncated": _("The code was not read whole. Hold the badge flat and scan it again, or type its number."),
        "too-long": _("This is no badge: the text is much too long."),
        "wrong-conference": _("This badge is of another conference."),
        "unknown-key": _("This badge is signed by a key that this conference does not have. Call the badge desk."),
        "forged": _("The signature does not fit what the badge says: it is forged or was altered. Call security."),
        "unknown-number": _("No badge has this number. Look at the number again."),
        "lost": _("This badge was reported lost. Keep it and call the badge desk."),
        "revoked": _("This badge was revoked. Keep it and call the badge desk."),
        "replaced": _("This badge was replaced by a new one. Keep it and ask for the new one."),
        "not-accredited": _("This person is no longer accredited. Call the badge desk."),
        "clock": _(
            "The clock of this tablet cannot be right, so the day cannot be judged. Look at the days on the badge."
        ),
        "wrong-day": _("The badge is not good for today."),
        "wrong-zone": _("The badge does not open this zone."),
        "replayed": _("This badge was read here a moment ago. One person or two?"),
        "already-inside": _("Somebody is inside with this badge already."),
        "stale": _("The list of this tablet is too old to be relied on. Look at the badge and the person."),
        "unlisted": _(
            "The badge is genuine, but newer than the list of this tablet. Look at the badge and the person."
        ),
        "typed": _("The number is good, but a number proves nothing. Look at the badge and the person."),
    }


def _distrust() -> dict[str, str]:
    return {
        "tampered": _(
            "A list of badges was refused: its signature does not fit, so it was altered on its way or on this tablet. "
            "The last good list stays in use."
        ),
        "unknown-key": _(
            "A list of badges was refused: no key that this tablet knows signed it. Enrol this tablet anew."
        ),
        "format": _("The list of badges is written in a way that this page does not know. Load the page again."),
    }


def _unchecked() -> list[str]:
    return [
        _("Badges issued, revoked, reported lost or replaced since {time}."),
        _("Zones and days that were changed since {time}."),
        _("Whether somebody went in or out by another gate since {time}."),
    ]


def _of_the_verdict() -> dict[str, str]:
    return {
        "checking": _("Checking…"),
        "take_back": _("Take the badge back."),
        "let_in": pgettext("deed", "Let in"),
        "turned_away": pgettext("door", "Turned away"),
        "by_hand": _("You decided, and the record says so."),
        "by_server": _("By the server."),
        "by_tablet": _("By this tablet alone; the server is told later."),
        "in_by_this_gate": _("Let in at {time} by this gate."),
        "in_by_another_gate": _("Let in at {time} by another gate."),
        "server_says": _("The server says: {verdict}"),
        "no_list": _("This tablet carries no list of badges yet. Connect it to the network."),
    }


def _of_the_tablet() -> dict[str, str]:
    return {
        "door": pgettext("place", "Door"),
        "online": _("Connected"),
        "offline": _("No network"),
        "not_reached": _("Server not reached"),
        "no_list_yet": _("No list yet"),
        "camera_on": _("Scan with the camera"),
        "camera_off": _("Stop the camera"),
        "no_camera": _("There is no camera, or this page may not use it. Allow it in the browser, or type the number."),
        "code_form": _("A code is eight letters or digits, like ABCD-2345."),
        "code_wrong": _("This code is not known, or no longer good. Ask for a new one."),
        "code_no_network": _(
            "The server was not reached. A tablet is enrolled with a network; afterwards it needs none."
        ),
        "revoked": _(
            "This tablet was taken out of service. Its list was removed; scans that wait are still sent. "
            "Enrol it anew to go on."
        ),
        "unknown_tablet": _(
            "The server does not know this tablet any more. It goes on with the list it has and keeps all scans. "
            "Enrol it anew, and they are sent."
        ),
        "cannot_open": _(
            "This browser keeps nothing for this page, so it cannot serve at a gate. Leave private browsing."
        ),
    }
