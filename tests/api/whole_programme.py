"""A conference file that says something under every key of the programme."""

PROGRAMME = """\
format: secretariat/1
conference:
  slug: geneva-2020
  title: {en: A conference, ar: مؤتمر}
  place: {city: Geneva, country: CH}
  timezone: Europe/Zurich
  starts: 2020-12-01
  ends: 2020-12-02
  host: CH
  rooms:
    - {name: {en: Plenary hall, fr: Salle plénière}, seats: 400, booths: 6, languages: [en, ar, fr], equipment: [screen, loop], order: 1}
    - {name: Salon, tables: 4}
    - {name: Salon, tables: 2, seats: 8}
sources:
  note: {publisher: Mission, date: 2020-10, kind: note verbale}
delegations:
  - {party: CH, delegates: [{name: Ruth Frei, role: head}]}
  - {party: 'NO', delegates: [{name: Kari Nordmann, role: head}, {name: Ola Nordmann}]}
  - {party: FR}
agenda:
  - {number: '1', title: {en: Opening, ar: الافتتاح}, sources: [note]}
  - {number: '2.1', title: The lake, document: A/CONF.1/2, order: 3, sensitivity: delegations}
programme:
  - title: {en: Opening session, fr: Séance d'ouverture}
    key: opening
    kind: opening
    day: 2020-12-01
    starts: '2020-12-01T08:00:00Z'
    ends: '2020-12-01T09:30:00Z'
    room: Plenary hall
    text: "Two lines\\n\\nof it"
    items: ['2.1', '1']
    must_attend: [{party: 'NO', delegate: Kari Nordmann}, {party: FR}]
    chair: {party: CH, delegate: Ruth Frei}
    languages: [en, fr]
    people: 350
    equipment: [screen]
    document: A/CONF.1/1
    uid: 0f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f
    speakers:
      rule: protocol
      seconds: 240
      reply_seconds: 60
      open: false
      turns:
        - {party: CH, delegate: Ruth Frei, asked: '2020-12-01T07:00:00Z', given: 240, used: 251, state: done, began: '2020-12-01T08:10:00Z', ended: '2020-12-01T08:14:11Z'}
        - {party: FR, kind: reply, answers: 1, asked: '2020-12-01T08:15:00Z', given: 60, state: waiting, order: 2}
        - {party: 'NO', kind: point of order, asked: '2020-12-01T08:16:00Z', given: 60, state: withdrawn}
    sources: [{source: note, passage: at nine, start: 0, end: 7}]
    sensitivity: delegations
  - {title: By the lake, key: lake, day: 2020-12-02, cancelled: true, chair: {name: A stranger, capacity: {en: Mayor, ar: رئيس البلدية}}, room: 3, uid: 1f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f}
  - {title: Closing, key: closing, kind: closing, uid: 2f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f}
timetable:
  slot_minutes: 20
  changeover_minutes: 5
  keep_free: 1
  spread: 2
  interpreters: {ar: 2, en: 3}
  clashes: {travel: ignore, room_small: block}
  hours:
    - {starts: '2020-12-01T10:00:00Z', ends: '2020-12-01T12:00:00Z'}
    - {starts: '2020-12-02T08:00:00Z', ends: '2020-12-02T10:00:00Z'}
  rooms:
    - {one: Plenary hall, other: 2, minutes: 5}
    - {one: 2, other: 3, adjacent: true}
  closures:
    - {room: 2, starts: '2020-12-01T10:00:00Z', ends: '2020-12-01T11:00:00Z', reason: Cleaning}
  apart: [[CH, FR]]
stays:
  - {party: CH, blocked: [{starts: '2020-12-01T11:00:00Z', ends: '2020-12-01T11:30:00Z', reason: A call}]}
  - {party: 'NO', arrives: '2020-12-01T06:00:00Z', departs: '2020-12-02T18:00:00Z'}
bilaterals:
  - asking: CH
    asked: 'NO'
    topic: The water
    rank: essential
    minutes: 40
    after: '2020-12-01T10:00:00Z'
    until: '2020-12-01T12:00:00Z'
    preferred: morning
    languages: [ar]
    seats: 6
    answer_by: '2020-11-20T12:00:00Z'
    state: accepted
    answer: "With\\npleasure"
    answered: '2020-11-10T08:00:00Z'
    place: {starts: '2020-12-01T10:00:00Z', ends: '2020-12-01T10:40:00Z', room: 2, table: 3, pinned: true}
    uid: 3f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f
  - {asking: FR, asked: CH, topic: Fish, state: proposed, proposal: {minutes: 20, after: '2020-12-02T08:00:00Z', until: '2020-12-02T09:00:00Z', topic: Trout}, uid: 4f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f}
  - {asking: 'NO', asked: FR, topic: Fish, rank: useful, state: asked, uid: 5f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f}
publications:
  - number: 1
    published: '2020-11-20T12:00:00Z'
    note: A first version
    entries:
      - {uid: 0f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f, session: opening, title: {en: Opening session}, kind: opening, day: 2020-12-01, starts: '2020-12-01T08:00:00Z', ends: '2020-12-01T09:30:00Z', room: Plenary hall, delegations: ['NO'], delegates: [{party: 'NO', delegate: Kari Nordmann}], chair: {party: CH, delegate: Ruth Frei}, languages: [en], items: ['1'], sensitivity: delegations}
  - number: 2
    published: '2020-11-21T12:00:00Z'
    entries:
      - {uid: 0f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f, sequence: 1, cancelled: true, session: opening, title: Opening session, kind: opening, day: 2020-12-01}
      - {uid: 3f0e3b52-6c3e-4b0a-9d0e-5a3c1b2d4e5f, bilateral: 1, topic: The water, starts: '2020-12-01T10:00:00Z', ends: '2020-12-01T10:40:00Z', room: 2, table: 3, delegations: [CH, 'NO'], sensitivity: delegations}
"""
