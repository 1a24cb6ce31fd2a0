"""The plain fields: none of them says anything of a person.

A field that is new stands in no table, and a test asks what it is.
"""

PLAIN: dict[str, str] = {
    "accounts.user_groups": "id group",
    "accounts.user_user_permissions": "id permission",
    "accounts.user": "id is_superuser is_active sessions_ended groups user_permissions",
    "audit.record": "conference_id revision",
    "audit.entry": "id conference_id revision verb thing_type thing_id made_type made_id at salt digests",
    "audit.batchrows": "id conference_id entry thing_type first_id last_id",
    "audit.seal": "id conference_id number first last count uneven root previous hash moment key signature leaves",
    "parties.region": "id code name parent",
    "parties.party": (
        "id code is_state name formal_name kind iso3 m49 unhcr_code is_in_united_nations region subregion "
        "languages correspondence sort_en sort_ar sort_fr sort_es sort_ru sort_zh version"
    ),
    "archive.file": "id conference content_type size sha256 entered_at",
    "archive.source": (
        "id conference sensitivity entered_at version key publisher published_date seen_date language kind url "
        "licence file_name file"
    ),
    "archive.citation": "id conference source thing_type thing_id start end",
    "conference.conference": (
        "id slug title acronym subject host venue city country time_zone start_date end_date original_language "
        "languages state is_public version"
    ),
    "conference.coorganiser": "id conference party position",
    "conference.shownname": "id conference party name position version",
    "conference.objective": "id conference sensitivity entered_at version kind text position",
    "conference.room": "id conference name seats booths languages equipment tables position version",
    "conference.membership": "id conference role party desks",
    "conference.message": (
        "id conference kind party language sensitivity attachment_name result attempts sent_at waiting_since "
        "taken_at entered_at version"
    ),
    "delegations.invitation": (
        "id conference sensitivity entered_at version party rank capacity quota overflow sent_date sent_through "
        "language"
    ),
    "delegations.answer": (
        "id conference sensitivity entered_at version invitation party standing said_date said_by_party through "
        "rank corrects"
    ),
    "delegations.claimedtotal": (
        "id conference sensitivity entered_at version states organisations said_date said_by_party"
    ),
    "delegations.delegation": "id conference sensitivity entered_at version party occasion",
    "delegations.body": "id conference delegation name",
    "delegations.delegate": "id conference sensitivity entered_at version delegation party is_overflow is_media",
    "delegations.terms": (
        "id conference photo_required document_required birth_date_required mail_required credentials_required "
        "retention_days purged_at version"
    ),
    "delegations.particulars": "id conference version",
    "delegations.change": "id conference state entered_at decided_at version",
    "delegations.credentials": (
        "id conference sensitivity entered_at version delegation party state received_date letter"
    ),
    "delegations.watchedname": "id conference ended_at entered_at version",
    "delegations.watchhit": "id conference watched decided_at version",
    "delegations.settledpair": "id conference entered_at",
    "preparation.task": (
        "id conference sensitivity entered_at version owner_party title details key state start_date due_date "
        "done_date blocked_because position"
    ),
    "preparation.need": "id conference task needs",
    "preparation.challenge": "id conference sensitivity entered_at version kind text said_date",
    "preparation.challengepart": "id conference challenge party part",
    "preparation.assessment": (
        "id conference sensitivity entered_at version owner_party challenge made_date state likelihood impact response"
    ),
    "meetings.bilateral": (
        "id conference asking asked rank minutes topic window_from window_until part_of_day languages seats "
        "expires_at state answer answered_at proposed_minutes proposed_from proposed_until proposed_topic uid "
        "entered_at version"
    ),
    "meetings.stay": "id conference delegation arrives_at departs_at version",
    "meetings.blockedtime": "id conference delegation starts_at ends_at reason version",
    "meetings.meeting": (
        "id conference sensitivity entered_at version key title kind held_date venue city country host subject "
        "record_state"
    ),
    "meetings.visitor": "id conference meeting party delegation",
    "meetings.point": "id conference sensitivity entered_at version meeting verb position",
    "meetings.speaker": "id conference point party",
    "meetings.minutes": "id conference meeting number language state circulated_date agreed_date entered_at version",
    "meetings.followup": "id conference sensitivity entered_at version owner_party meeting text due_date state",
    "meetings.progress": "id conference sensitivity entered_at version follow_up said_date state text",
    "meetings.mission": "id conference sensitivity entered_at version party delegation purpose from_date until_date",
    "meetings.stop": "id conference sensitivity entered_at version mission position country city stop_date",
    "meetings.reportback": "id conference sensitivity entered_at version mission meeting",
    "pledges.pledge": (
        "id conference sensitivity entered_at version number party kind title text said_date amount currency "
        "value_date qualifier additional earmarking start_date end_date beneficiaries objective sectors conditions "
        "consulted support_needed iati_identifier stage updated_date"
    ),
    "pledges.pledgeparty": "id conference pledge party role",
    "pledges.pledgecountry": "id conference pledge party percent",
    "pledges.pledgearea": "id conference pledge pcode name",
    "pledges.target": "id conference sensitivity entered_at version pledge indicator unit baseline value due_date",
    "pledges.progress": "id conference sensitivity entered_at version target start_date end_date actual is_verified",
    "pledges.stageupdate": (
        "id conference sensitivity entered_at version pledge stage said_date narrative hindrances support_needed "
        "reason reported_by is_verified"
    ),
    "pledges.moneyflow": (
        "id conference sensitivity entered_at version pledge kind amount currency flow_date value_date provider "
        "receiver country description external_activity external_key"
    ),
    "pledges.evidence": "id conference sensitivity entered_at version pledge target source proves",
    "pledges.reminder": "id conference pledge kind due_date sent_at",
    "pledges.match": "id conference wanted offer state reasons reason decided_at version",
    "pledges.exchangerate": "id conference currency into rate rate_date source version",
    "figures.place": (
        "id conference kind code unhcr_code name party country parent valid_from valid_to is_provisional "
        "accommodation setting state opened_date closed_date capacity is_area_of_return version"
    ),
    "figures.origincountry": "id conference place position",
    "figures.dataset": (
        "id conference sensitivity entered_at version key name publisher layout licence method coverage definition "
        "matching"
    ),
    "figures.edition": (
        "id conference sensitivity entered_at version dataset number source file state matching leaves_out_refused "
        "rows_read rows_total counts problems reason alive_at is_to_stop imported_at"
    ),
    "figures.observation": (
        "id conference sensitivity entered_at version edition ended_in revises group measure origin asylum place "
        "sex min_age max_age accommodation setting value unit qualifier period_start period_end as_of year status "
        "method said_by flags series line"
    ),
    "figures.threshold": (
        "id conference sensitivity entered_at version criterion scheme scheme_version code text replaced_by"
    ),
    "figures.condition": (
        "id conference sensitivity entered_at version area criterion threshold severity indicator value unit "
        "as_of_date valid_until_date method coverage access narrative dissenting_view information_gap"
    ),
    "figures.movement": (
        "id conference sensitivity entered_at version start_date end_date from_country from_place to_country "
        "to_area persons households qualifier kind voluntariness agreement method"
    ),
    "figures.intention": (
        "id conference sensitivity entered_at version origin population question answer share base horizon "
        "start_date end_date method hosts"
    ),
    "figures.surveyedhost": "id conference intention place",
    "figures.disclosurerules": (
        "id conference national_threshold national_rounding local_threshold local_rounding large_from "
        "large_rounding protection version"
    ),
    "figures.release": (
        "id conference number title note layout editions rules content state reason replaces prepared_at "
        "published_at version"
    ),
    "figures.review": "id conference release state fingerprint outcome reason asked_at heard_at",
    "dossier.topic": "id conference name version",
    "dossier.position": "id conference sensitivity entered_at version party topic said_date stance text",
    "dossier.initiative": "id conference sensitivity entered_at version party text said_date state",
    "dossier.obstacle": "id conference sensitivity entered_at version kind text area groups since_date said_date",
    "dossier.claimant": "id conference obstacle party",
    "dossier.tie": "id conference pledge obstacle initiative meeting point",
    "dossier.areaofobstacle": "id conference obstacle place",
    "dossier.reportedfigure": (
        "id conference sensitivity entered_at version value unit qualifier counts place as_of said_by_party"
    ),
    "dossier.notice": "id conference sensitivity entered_at version city country held_date words",
    "dossier.report": (
        "id conference sensitivity entered_at version language notes furniture sha256 file source facts_for"
    ),
    "dossier.draft": (
        "id conference report kind position start end confidence rule state is_mended same_type same_id "
        "same_reasons fact_type fact_id decided_at entered_at version"
    ),
    "programme.agendaitem": "id conference sensitivity entered_at version number title document position",
    "programme.session": (
        "id conference sensitivity entered_at version key title kind text day starts_at ends_at room languages "
        "seats equipment document state uid"
    ),
    "programme.sessionitem": "id conference session item position",
    "programme.mustattend": "id conference session delegation",
    "programme.roompair": "id conference one other minutes is_adjacent version",
    "programme.roomclosure": "id conference room starts_at ends_at reason version",
    "programme.keptapart": "id conference one other version",
    "programme.announcement": "id conference session pledge passage",
    "programme.convocation": (
        "id conference session bilateral meeting uid sequence summary place starts_at ends_at text language "
        "sent_at called_off_at entered_at version"
    ),
    "programme.invitee": "id conference convocation is_invited told_sequence answered_sequence",
    "programme.receivedreply": "id conference convocation sequence stamped_at state received_at version",
    "programme.speakerslist": "id conference session rule limit_seconds reply_seconds is_open screen_hash version",
    "programme.intervention": (
        "id conference list delegation kind answers position asked_at limit_seconds state began_at running_since "
        "used_seconds ended_at entered_at version"
    ),
    "programme.programmerules": (
        "id conference slot_minutes changeover_minutes keep_free spread interpreters clashes version"
    ),
    "programme.hours": "id conference starts_at ends_at version",
    "programme.place": "id conference bilateral room table starts_at ends_at is_pinned version",
    "programme.draft": (
        "id conference name seconds seed is_repair problem wishes plan score bound trace status explanation "
        "first_seconds spent_seconds state reason adopted_at entered_at asked_at heard_at stopped_at version"
    ),
    "programme.publication": "id conference number published_at note version",
    "programme.feed": "id conference delegation room revoked_at entered_at version",
    "documents.document": (
        "id conference sensitivity entered_at version key symbol title kind distribution state party item session "
        "revises issued_date withdrawn_reason is_open deadline"
    ),
    "documents.languageversion": (
        "id conference document language state file file_name due_date issued_date note version"
    ),
    "documents.paragraph": (
        "id conference sensitivity entered_at version document key kind parent position text is_struck"
    ),
    "documents.amendment": (
        "id conference sensitivity entered_at version document number kind paragraph new_kind text base_text "
        "bracketed_text explanation said_date state became decided_at"
    ),
    "documents.amendmentparty": "id conference amendment party",
    "documents.support": "id conference document paragraph amendment party stance note said_date version",
    "documents.textversion": "id conference document number name content sha256 based_on entered_at",
    "documents.paragraphtie": "id conference document paragraph position pledge",
    "documents.adoption": (
        "id conference sensitivity entered_at version document text manner adopted_date session note seal"
    ),
    "documents.vote": "id conference adoption party choice",
    "documents.explanation": "id conference sensitivity entered_at version document party kind text said_date",
    "newsroom.picture": "id conference name large small width height licence entered_at version",
    "newsroom.article": (
        "id conference sensitivity entered_at version key kind title lead body picture original_language languages "
        "state embargo_at published_at withdrawn_reason takes_replies"
    ),
    "newsroom.articleparty": "id conference article party",
    "newsroom.articletopic": "id conference article topic",
    "newsroom.pin": "id conference article related position",
    "newsroom.correction": "id conference article text at",
    "newsroom.pressitem": "id conference kind title text file file_name picture licence position is_public version",
    "newsroom.newsroomrules": (
        "id conference takes_replies takes_media_requests mail_days replies_an_hour words version"
    ),
    "newsroom.reply": "id conference article language state received_at decided_at version",
    "newsroom.replyreport": "id conference received_at is_settled",
    "newsroom.mediarequest": (
        "id conference outlet kind country website language state delegation received_at decided_at version"
    ),
    "newsroom.mediaperson": "id conference",
    "door.zone": "id conference code name places position version",
    "door.badgeclass": "id conference code name colour zones capacities roles for_overflow position version",
    "door.gate": "id conference name zone direction is_open version",
    "door.doorrules": "id conference photos_at_door quorum snapshot_hours version",
    "door.signingkey": "id conference mark public_key sealed_private_key made_at retired_at broken_at version",
    "door.badge": "id conference badge_class zones valid_from valid_until is_by_choice key times_printed version",
    "door.badgetemplate": "id conference kind name source is_in_use entered_at version",
    "door.printjob": (
        "id conference kind language total done state reason entered_at asked_at heard_at stopped_at version"
    ),
    "door.device": "id conference gate revoked_at entered_at version",
    "door.scan": "id conference nonce follows device gate was_offline was_typed by_hand",
    "api.import": "id conference format state chosen counts entered_at ended_at entry version",
    "api.importrow": "id batch conference position kind line verdict is_skipped thing_id",
    "api.sourceid": "id conference thing_type thing_id",
    "api.columnmatching": "id conference fingerprint kind columns",
    "api.partymatch": "id conference said party",
    "api.keptsection": "id conference name items position",
    "api.listedparty": "id conference party position",
    "api.token": "id conference scopes opened_at expires_at revoked_at",
    "api.answered": "id conference key fingerprint status at",
    "api.allowance": "minute taken",
    "api.webhook": (
        "id conference name url topics secret former_secret former_until revision entered_at failing_since "
        "stopped_at stopped_why version"
    ),
    "api.delivery": (
        "id conference webhook identifier verb revision body state attempts next_at made_at tried_at status "
        "trouble milliseconds is_replay"
    ),
    "overview.look": "id conference",
    "public.searchedtext": "id conference kind thing_id language date place",
    "public.searchstate": "conference revision house_revision newest newest_told rules",
    "auth.permission": "id name content_type codename",
    "auth.group_permissions": "id group permission",
    "auth.group": "id name permissions",
    "contenttypes.contenttype": "id app_label model",
    "sessions.session": "expire_date",
    "account.emailaddress": "id verified primary",
    "account.emailconfirmation": "id email_address",
    "mfa.authenticator": "id type",
    "usersessions.usersession": "id data",
    "django_tasks_database.dbtaskresult": (
        "id status enqueued_at started_at finished_at priority task_path worker_ids queue_name backend_name "
        "run_after exception_class_path"
    ),
}
