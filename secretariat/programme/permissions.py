"""Who may change the programme, seek and publish a timetable, and keep the speakers' list."""

from secretariat.accounts.models import OFFICE_ROLES, ROLES_THAT_SEE, Role, Sensitivity, User
from secretariat.conference.models import Conference, Room
from secretariat.delegations.models import Delegate, Delegation
from secretariat.meetings.models import Bilateral, Meeting
from secretariat.meetings.permissions import DESK as MEETINGS
from secretariat.meetings.permissions import may_arrange
from secretariat.pledges.permissions import DESK as PLEDGES
from secretariat.programme.models import (
    AgendaItem,
    Announcement,
    Convocation,
    Draft,
    Feed,
    Intervention,
    KeptApart,
    Place,
    ReceivedReply,
    RoomClosure,
    RoomPair,
    Session,
    SpeakersList,
)

DESK = "programme"


def may_see_clashes(user: User, conference: Conference) -> bool:
    """Those of the office who see what is kept for the secretariat: clashes speak of everybody's meetings."""
    return bool(user.roles_in(conference.pk) & ROLES_THAT_SEE[Sensitivity.SECRETARIAT] & OFFICE_ROLES)


def may_add_agenda_item(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_agenda_item(user: User, item: AgendaItem) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, item.conference_id)


def may_move_agenda_item(user: User, item: AgendaItem) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, item.conference_id)


def may_add_session(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_session(user: User, session: Session) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, session.conference_id)


def may_announce_pledge(user: User, session: Session) -> bool:
    """Officers of this desk, and of the desk that keeps pledges."""
    return user.works_on(DESK, session.conference_id) or user.works_on(PLEDGES, session.conference_id)


def may_withdraw_announcement(user: User, announcement: Announcement) -> bool:
    """The same people as write one down."""
    return user.works_on(DESK, announcement.conference_id) or user.works_on(PLEDGES, announcement.conference_id)


def may_cancel_session(user: User, session: Session) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, session.conference_id)


def may_restore_session(user: User, session: Session) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, session.conference_id)


def may_move_session(user: User, session: Session) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, session.conference_id)


def may_place_bilateral(user: User, bilateral: Bilateral) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, bilateral.conference_id)


def may_move_place(user: User, place: Place) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, place.conference_id)


def may_take_off_place(user: User, place: Place) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, place.conference_id)


def may_pin_place(user: User, place: Place) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, place.conference_id)


def may_unpin_place(user: User, place: Place) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, place.conference_id)


def may_pair_rooms(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_unpair_rooms(user: User, pair: RoomPair) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, pair.conference_id)


def may_close_room(user: User, room: Room) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, room.conference_id)


def may_open_room(user: User, closure: RoomClosure) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, closure.conference_id)


def may_keep_apart(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_end_keeping_apart(user: User, kept: KeptApart) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, kept.conference_id)


def may_revise_clash_rules(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_see_timetable(user: User, conference: Conference) -> bool:
    """Those of the office who see what is kept for the secretariat: drafts speak of everybody's meetings."""
    return may_see_clashes(user, conference)


def may_set_hours(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_revise_rules(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_seek_timetable(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_repair_timetable(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_seek_again(user: User, draft: Draft) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, draft.conference_id)


def may_stop_seeking(user: User, draft: Draft) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, draft.conference_id)


def may_rename_draft(user: User, draft: Draft) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, draft.conference_id)


def may_discard_draft(user: User, draft: Draft) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, draft.conference_id)


def may_pin_from_draft(user: User, draft: Draft) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, draft.conference_id)


def may_adopt_draft(user: User, draft: Draft) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, draft.conference_id)


def may_publish(user: User, conference: Conference) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, conference.pk)


def may_see_day(user: User, delegation: Delegation) -> bool:
    """The focal point of the delegation, and those of the office who see what is kept for the secretariat."""
    held = delegation.conference_id
    sees = ROLES_THAT_SEE[Sensitivity.SECRETARIAT] & OFFICE_ROLES
    return user.speaks_for(delegation.party_id, held) or bool(user.roles_in(held) & sees)


def may_see_working_day(user: User, delegation: Delegation) -> bool:
    """The office alone: a delegation reads what is published."""
    return bool(user.roles_in(delegation.conference_id) & ROLES_THAT_SEE[Sensitivity.SECRETARIAT] & OFFICE_ROLES)


def is_told_of(user: User, delegation: Delegation) -> bool:
    """Whether somebody who deals with delegations may know of this one: one that is restricted, secretaries alone."""
    return delegation.sensitivity != Sensitivity.RESTRICTED or user.is_secretary_of(delegation.conference_id)


def may_open_feed(user: User, delegation: Delegation) -> bool:
    """Officers of this desk, and the focal point of the delegation; of one that is restricted, secretaries."""
    held = delegation.conference_id
    may = user.works_on(DESK, held) or user.speaks_for(delegation.party_id, held)
    return may and is_told_of(user, delegation)


def may_open_delegate_feed(user: User, delegate: Delegate) -> bool:
    """Officers of this desk and the focal point of the party, of a delegate and a delegation whom they see."""
    held = delegate.conference_id
    may = user.works_on(DESK, held) or user.speaks_for(delegate.party_id, held)
    may = may and is_told_of(user, delegate.delegation)
    return may and Delegate.objects.in_office_of(user).filter(pk=delegate.pk).exists()


def may_open_room_feed(user: User, room: Room) -> bool:
    """Those of the office who see everybody's meetings."""
    return bool(user.roles_in(room.conference_id) & ROLES_THAT_SEE[Sensitivity.SECRETARIAT] & OFFICE_ROLES)


def may_open_conference_feed(user: User, conference: Conference) -> bool:
    """Everybody of the office: each follows what they see."""
    return user.sits_in_office_of(conference.pk)


def may_follow(user: User, feed: Feed) -> bool:
    """Whether somebody who opened a calendar could open it now: with a seat, a calendar ends."""
    if not user.is_active:
        return False
    if feed.delegation is not None:
        return may_open_feed(user, feed.delegation)
    if feed.delegate is not None:
        return may_open_delegate_feed(user, feed.delegate)
    if feed.room is not None:
        return may_open_room_feed(user, feed.room)
    return may_open_conference_feed(user, feed.conference)


def may_revoke_feed(user: User, feed: Feed) -> bool:
    """Officers of this desk, whoever opened it, and the focal point of the delegation."""
    held = feed.conference_id
    sent = feed.delegation or feed.delegate
    speaks = sent is not None and user.speaks_for(sent.party_id, held)
    is_own = user.pk == feed.entered_by_id and bool(user.roles_in(held))
    return user.works_on(DESK, held) or speaks or is_own


def may_open_list(user: User, session: Session) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, session.conference_id)


def may_revise_list(user: User, speakers_list: SpeakersList) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, speakers_list.conference_id)


def may_follow_rule(user: User, speakers_list: SpeakersList) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, speakers_list.conference_id)


def may_renew_screen(user: User, speakers_list: SpeakersList) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, speakers_list.conference_id)


def may_close_screen(user: User, speakers_list: SpeakersList) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, speakers_list.conference_id)


def may_ask_for_floor(user: User, speakers_list: SpeakersList) -> bool:
    """Officers of this desk, and focal points: for whom they ask, the deed judges."""
    held = speakers_list.conference_id
    return user.works_on(DESK, held) or Role.FOCAL_POINT in user.roles_in(held)


def may_claim_reply(user: User, speakers_list: SpeakersList) -> bool:
    """Officers of this desk, and focal points: for whom they claim it, the deed judges."""
    return may_ask_for_floor(user, speakers_list)


def may_give_floor(user: User, intervention: Intervention) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, intervention.conference_id)


def may_pause_floor(user: User, intervention: Intervention) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, intervention.conference_id)


def may_resume_floor(user: User, intervention: Intervention) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, intervention.conference_id)


def may_end_floor(user: User, intervention: Intervention) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, intervention.conference_id)


def may_move_speaker(user: User, intervention: Intervention) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, intervention.conference_id)


def may_withdraw_speaker(user: User, intervention: Intervention) -> bool:
    """Officers of this desk, and the focal point of the delegation."""
    held = intervention.conference_id
    return user.works_on(DESK, held) or user.speaks_for(intervention.delegation.party_id, held)


def may_invite_to_session(user: User, session: Session) -> bool:
    """Officers of this desk."""
    return user.works_on(DESK, session.conference_id)


def may_invite_to_bilateral(user: User, bilateral: Bilateral) -> bool:
    """Officers of this desk, and of the one that arranges meetings."""
    return may_arrange(user, bilateral.conference)


def may_invite_to_meeting(user: User, meeting: Meeting) -> bool:
    """Officers of the desk that keeps meetings."""
    return user.works_on(MEETINGS, meeting.conference_id)


def may_call_off_convocation(user: User, convocation: Convocation) -> bool:
    """The same people as invite to such a meeting."""
    return _convenes(user, convocation)


def may_take_reply(user: User, convocation: Convocation) -> bool:
    """The same people as invite to such a meeting, and the house's own hand where mail comes in by itself."""
    return user.is_superuser or _convenes(user, convocation)


def may_confirm_reply(user: User, reply: ReceivedReply) -> bool:
    """The same people as invite to such a meeting."""
    return _convenes(user, reply.convocation)


def may_put_aside_reply(user: User, reply: ReceivedReply) -> bool:
    """The same people as invite to such a meeting."""
    return _convenes(user, reply.convocation)


def may_convene(user: User, conference: Conference) -> bool:
    """Officers of either desk."""
    return may_arrange(user, conference)


def _convenes(user: User, convocation: Convocation) -> bool:
    held = convocation.conference_id
    if convocation.session_id is not None:
        return user.works_on(DESK, held)
    return user.works_on(MEETINGS, held) or (convocation.bilateral_id is not None and user.works_on(DESK, held))
