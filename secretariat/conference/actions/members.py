"""Who holds which role in a conference, and accounts that are erased."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secretariat.accounts.models import OF_NOBODY, OF_THE_HOUSE, Role, User, name_of_nobody
from secretariat.audit.action import Batch, Refused, action, label_of
from secretariat.audit.actions import erase_values, erase_words, name_in_full
from secretariat.audit.models import HOUSE, Entry, Record
from secretariat.conference import permissions, queries
from secretariat.conference.actions.accounts import hold_and_judge, unless_last_keeper
from secretariat.conference.actions.conference import erase_letters_to, put_in_outbox
from secretariat.conference.models import Conference, Membership, Message

# What other desks and the frame keep of an account: each erases its own in the same deed, and says how many of what.
ALSO_ERASED_OF_ACCOUNTS: list[Callable[[User, datetime], Mapping[str, int]]] = []


@action(allow=permissions.may_admit)
def admit(
    actor: User,
    conference: Conference,
    *,
    mail: str,
    role: str,
    details: Mapping[str, Any],
) -> Membership:
    """Give a person a role in the conference; who has no account gets one and a mail that says how to sign in.

    The role of somebody whose account is closed rests until that is opened again; nobody learns of it by a refusal.
    """
    party = details.get("party")
    if role == Role.FOCAL_POINT and party is None:
        raise Refused(_("Say for which party this focal point speaks."), field="party")
    if role == Role.DESK_OFFICER and not details.get("desks"):
        raise Refused(_("Choose at least one desk for this officer."), field="desks")
    # Held, so that nobody is admitted who is being erased.
    member = User.objects.with_mail(mail).select_for_update(no_key=True).first()
    if mail.lower().endswith(OF_NOBODY) or (member is not None and member.is_erased):
        raise Refused(_("This address is nobody's."), field="mail")
    if member is None:
        member = User.objects.create_user(
            mail, name=details.get("name", ""), language=details.get("language", settings.LANGUAGE_CODE)
        )
    if Membership.objects.filter(conference=conference, user=member, role=role).exists():
        raise Refused(_("This person holds this role already."), field="mail")
    membership = Membership.objects.create(
        conference=conference,
        user=member,
        role=role,
        party=party if role == Role.FOCAL_POINT else None,
        desks=list(details.get("desks", ())) if role == Role.DESK_OFFICER else [],
    )
    if details.get("tell", True):
        put_in_outbox(actor, conference, [queries.welcome_letter(membership)])
    return membership


@action(allow=permissions.may_dismiss)
def dismiss(actor: User, membership: Membership) -> None:
    """Take a role away; the last secretary stays."""
    del actor
    # Two secretaries may dismiss each other at once, so hold the conference too.
    Conference.objects.select_for_update(no_key=True).get(pk=membership.conference_id)
    others = Membership.objects.filter(conference_id=membership.conference_id, role=Role.SECRETARY).exclude(
        pk=membership.pk
    )
    if membership.role == Role.SECRETARY and not others.exists():
        raise Refused(_("The last secretary of a conference stays."))
    membership.delete()


@action(allow=permissions.may_erase_account)
def erase_account(actor: User, account: User, *, at: datetime) -> Batch:
    """Erase whose an account was, from all records too; that an account of this number did what it did stays."""
    hold_and_judge(actor, account, permissions.may_erase_account)
    _unless_it_stays(actor, account)
    kind = label_of(account)
    counts: dict[str, int] = {kind: 1, "conference.message": 0}
    for mail in _mails_of(account):
        written_in = Conference.objects.filter(messages__to__iexact=mail).distinct()
        counts["conference.message"] += sum(erase_letters_to(each, mail) for each in written_in)
    # Why it was closed tells of the person in whatever words; that it was closed stays, with its number.
    counts["audit.entry"] = erase_values(list(queries.entries_on(account)), ["label", "changes"])
    counts["audit.entry"] += erase_words(HOUSE, _words_of(account), told=())
    for record in Record.objects.exclude(pk=HOUSE).order_by("pk"):
        counts["audit.entry"] += forget_account(actor, record, account=account).done
    # Last, for the addresses stand there by which letters and entries are found.
    for erase in ALSO_ERASED_OF_ACCOUNTS:
        counts |= erase(account, at)
    _blank(account, at)
    return Batch(
        name=str(_("An account erased")),
        conference_id=HOUSE,
        counts={each: number for each, number in counts.items() if number},
        rows={kind: [account.pk]},
    )


@action(allow=permissions.may_forget_account)
def forget_account(actor: User, record: Record, *, account: User) -> Batch:
    """Erase whose an account was from the record of one conference; part of the deed that erases the account."""
    del actor
    # Who was given which role by whom stays, with the number of the account; the label names it.
    done = erase_values(_entries_on_seats_of(account, record), ["label"])
    done += erase_words(record.pk, _words_of(account), told=())
    kind = label_of(account)
    return Batch(
        name=str(_("An account erased")),
        conference_id=record.pk,
        counts={"audit.entry": done},
        rows={kind: [account.pk]},
    )


def _words_of(account: User) -> list[str]:
    return [*_mails_of(account), name_in_full(account.name)]


def _mails_of(account: User) -> list[str]:
    """The address of an account, and those that it had before or has beside it.

    Anybody may write another's address beside their own: it is theirs once that was shown, or they were welcomed there.
    """
    beside = set(EmailAddress.objects.filter(user=account).values_list("email", flat=True))
    shown = EmailAddress.objects.filter(user=account, verified=True).values_list("email", flat=True)
    welcomed = Message.objects.filter(kind="welcome", to__in=beside).values_list("to", flat=True)
    others = User.objects.exclude(pk=account.pk).filter(email__in=beside).values_list("email", flat=True)
    return sorted({account.email, *shown, *welcomed} - set(others))


def _unless_it_stays(actor: User, account: User) -> None:
    if account.is_erased:
        raise Refused(_("This account is erased already."))
    if account.email.endswith(OF_THE_HOUSE):
        raise Refused(_("This account is the house's own."))
    if account.pk == actor.pk:
        raise Refused(_("Your own account is erased by another keeper of the house."))
    unless_last_keeper(account)
    # A role is taken away first: so the last secretary of a conference is not erased either.
    if account.memberships.exists():
        raise Refused(_("This account holds a role. Take its roles away first."))


def _entries_on_seats_of(account: User, record: Record) -> list[Entry]:
    """The entries that gave this account a role or took one away, in whatever name it stands there."""
    kind = Membership._meta.label_lower
    given = [
        entry
        for entry in Entry.objects.filter(conference_id=record.pk, made_type=kind).iterator(chunk_size=500)
        if (entry.changes.get("user_id") or [None])[-1] == account.pk
    ]
    seats = [entry.made_id for entry in given if entry.made_id]
    taken = Entry.objects.filter(conference_id=record.pk, thing_type=kind, thing_id__in=seats)
    return [*given, *taken]


def _blank(account: User, at: datetime) -> None:
    account.name, account.email = name_of_nobody(account), account.mail_of_nobody
    account.language, account.joined_at, account.last_login = settings.LANGUAGE_CODE, at, None
    account.is_active = account.is_superuser = False
    account.set_unusable_password()
    account.save()
    account.groups.clear()
    account.user_permissions.clear()
