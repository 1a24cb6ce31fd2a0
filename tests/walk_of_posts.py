"""The part of the walk that leads through forms: who may send one where there is no page to ask for first.

Where there is a page with the form, whoever gets that page sends it, and nobody else: that stands in the other tables.
"""

from typing import Any

from secretariat.accounts.models import Role

OFFICE: set[str] = {*Role.values} - {Role.FOCAL_POINT}
SEES: set[str] = {Role.SECRETARY, Role.DESK_OFFICER, Role.READER, Role.RAPPORTEUR}
SECRETARY: set[str] = {Role.SECRETARY}
DESK: set[str] = {Role.SECRETARY, Role.DESK_OFFICER}
WRITES: set[str] = {*DESK, Role.RAPPORTEUR}
PRESS: set[str] = {*DESK, Role.PRESS_OFFICER}
FOCAL: set[str] = {Role.FOCAL_POINT}

# Who may, who is told they may not, and what: everybody else who is signed in is told that there is nothing.
# fmt: off
WHO_MAY: tuple[tuple[set[str], set[str], tuple[str, ...]], ...] = (
    # What is done to many rows, or to a row that all of the office sees.
    (DESK, OFFICE - DESK, (
        "delegations:send_invitations", "delegations:remind", "delegations:accredit_many", "delegations:hold_many",
        "delegations:refuse_many", "door:lay_out_door", "door:issue_badges", "programme:take_off_place",
        "programme:pin_place", "programme:unpin_place", "programme:unpair_rooms", "programme:open_room",
        "programme:end_keeping_apart", "programme:stop_seeking", "programme:seek_again", "programme:pin_from_draft",
        "programme:follow_rule", "programme:renew_screen", "programme:close_screen", "programme:give_floor",
        "programme:pause_floor", "programme:resume_floor", "programme:end_floor", "programme:move_speaker",
        "figures:mark_area_of_return", "figures:remove_origin", "pledges:send_reminders", "preparation:finish_tasks",
        "preparation:shift_tasks",
    )),
    # What is done to a row that is kept for the secretariat.
    (DESK, SEES - DESK, (
        "conference:resend", "delegations:accredit", "delegations:release_hold", "delegations:give_main_place",
        "delegations:approve_change", "delegations:settle_pair", "programme:cancel_session",
        "programme:restore_session", "programme:move_agenda_item", "programme:confirm_reply",
        "programme:put_aside_reply", "programme:withdraw_announcement", "dossier:untie_pledge", "dossier:join_drafts",
        "dossier:accept_drafts", "dossier:refuse_drafts", "dossier:accept_draft", "dossier:join_draft",
        "dossier:refuse_draft", "dossier:take_up_draft", "figures:import_edition", "figures:stop_import",
        "figures:review_release", "figures:submit_release", "figures:approve_release", "figures:replace_release",
        "pledges:propose_match", "pledges:discuss_match", "pledges:agree_match", "meetings:move_stop",
    )),
    # The bilateral of the walk was asked for by another party, so it is for that one to take a proposal.
    (DESK, SEES - DESK | FOCAL, ("meetings:accept_proposal",)),
    (DESK, set(), (
        "api:skip_row", "api:match_party", "api:confirm_import", "api:undo_import", "api:discard_import",
    )),
    (DESK, {Role.DOOR_OFFICER}, (
        "door:stop_printing", "door:resume_printing", "door:use_template", "door:retire_template",
    )),
    (SECRETARY, OFFICE - SECRETARY, ("conference:dismiss", "api:forget_imports")),
    (SECRETARY, set(), (
        "delegations:stop_watching", "delegations:clear_hit", "delegations:uphold_hit", "api:stop_webhook",
        "api:resume_webhook", "api:renew_webhook_secret", "api:try_webhook", "api:replay_given_up",
        "api:replay_delivery",
    )),
    (WRITES, SEES - WRITES, (
        "documents:keep_version", "documents:move_paragraph", "documents:strike_paragraph",
        "documents:restore_paragraph", "meetings:move_point",
    )),
    (WRITES, OFFICE - WRITES, (
        "documents:close_text", "documents:bracket_amendment", "documents:reject_amendment",
        "documents:untie_paragraph",
    )),
    # The stance of the walk is another party's.
    (WRITES, OFFICE - WRITES | FOCAL, ("documents:clear_stance",)),
    (WRITES | FOCAL, OFFICE - WRITES, ("documents:take_stance",)),
    (DESK | FOCAL, SEES - DESK, (
        "delegations:confirm_delegate", "delegations:nominate_again", "meetings:accept_bilateral",
        "meetings:unblock_time",
    )),
    (DESK | FOCAL, OFFICE - DESK, ("programme:withdraw_speaker", "programme:revoke_feed")),
    (PRESS, SEES - DESK, (
        "newsroom:submit_article", "newsroom:pin_related", "newsroom:unpin_related", "newsroom:remove_press_item",
    )),
    (PRESS, OFFICE - PRESS, ("newsroom:publish_replies", "newsroom:refuse_replies", "newsroom:forget_reply_mails")),
    (PRESS, set(), ("newsroom:publish_reply", "newsroom:settle_report")),
    (OFFICE, set(), ("overview:look",)),
)
# fmt: on
EXPECTED: dict[str, tuple[set[str], set[str]]] = {name: (may, told) for may, told, names in WHO_MAY for name in names}


# What officers of another desk do than the address says: sources and imports are every desk's, bilaterals stand in the
# timetable, whoever sees to pledges ties and announces them, and a reply is taken wherever it comes in.
BY_OTHER_DESKS = frozenset({
    "conference:resend", "archive:add_source", "archive:revise_source", "archive:attach", "archive:cite",
    "meetings:request_bilateral", "meetings:revise_bilateral", "meetings:withdraw_bilateral",
    "meetings:accept_bilateral", "meetings:decline_bilateral", "meetings:propose_bilateral",
    "meetings:accept_proposal", "meetings:set_stay", "meetings:block_time", "meetings:unblock_time",
    "programme:take_reply", "programme:invite_to_bilateral", "programme:invite_to_meeting",
    "programme:announce_pledge", "programme:withdraw_announcement", "dossier:tie_pledge", "dossier:untie_pledge",
    "dossier:draw_pledge", "api:prepare_import", "api:correct_cell", "api:skip_row", "api:match_party",
    "api:confirm_import", "api:undo_import", "api:discard_import",
})  # fmt: skip
SAY_SOMETHING = frozenset({"delegations:settle_pair", "pledges:propose_match", "api:skip_row"})


def forms_of(rows: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What has to be in a form before a door is seen to be open: a second row that it is about."""
    return {
        "delegations:settle_pair": {"other": rows["delegations:propose_change"].pk},
        "pledges:propose_match": {"offer": rows["pledges:pledge"].pk},
        "api:skip_row": {"row": rows["api:correct_cell"][1].pk},
    }


def rest_of_address(name: str, rows: dict[str, Any]) -> str:
    """What the address itself has to say of a second row."""
    return f"?paragraph={rows['documents:tie_paragraph'].pk}" if name == "documents:take_stance" else ""
