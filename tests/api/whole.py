"""A conference file that says something under every key of accreditation, of the door and of the record."""

WHOLE = """\
format: secretariat/1
conference:
  slug: geneva-2020
  title: {en: A conference, ar: مؤتمر}
  place: {city: Geneva, country: CH}
  timezone: Europe/Zurich
  starts: 2020-12-01
  ends: 2020-12-02
  host: CH
sources:
  note: {publisher: Mission, date: 2020-10, kind: note verbale}
  report: {publisher: Agency, date: 2020-10-05, kind: agency}
parties:
  - {code: LAKE, name: Lake Commission, kind: international organisation}
delegations:
  - party: 'NO'
    occasion: mission
    credentials:
      state: objection
      received: 2020-10-04
      signed_by: The Minister
      remark: "Signed,\\r\\nbut not dated"
      sources: [{source: note, passage: full powers, start: 2, end: 13}]
      sensitivity: restricted
    delegates:
      - {name: Kari Nordmann, role: head, state: withdrawn, state_since: '2020-10-20T07:30:00.000125Z', reason: Fell ill}
      - {name: Ola Nordmann, role: head, state: accredited, state_since: '2020-10-21T08:00:00Z', in_place_of: Kari Nordmann}
      - {name: Per, state: on hold, state_since: '2020-10-21T08:00:01Z', reason: "The photo\\r\\nis too dark", overflow: true, media: true}
      - {name: Pål, role: press, media: false}
      - {name: Liv, role: press, state: confirmed, media: true, in_place_of: Ola Nordmann}
      - {name: Siv, state: refused, reason: Named twice}
      - {name: Åse, state: nominated, state_since: '2020-10-22T10:00:00Z', overflow: true, sources: [note], sensitivity: delegations}
  - {party: CH, credentials: {state: received}}
accreditation:
  photo_required: false
  document_required: true
  birth_date_required: true
  mail_required: true
  credentials_required: true
  retention_days: 0
door:
  zones:
    - {code: P, name: {en: Plenary, ar: الجلسة العامة}, places: 400, order: 2}
    - {code: '1', order: 1}
  classes:
    - {code: DEL, name: {en: Delegate, fr: Délégué}, colour: green, zones: ['1', P], capacities: [observer, participant], roles: [member, head], order: 3}
    - {code: OVR, name: Overflow, colour: grey, overflow: true}
  gates:
    - {name: {en: Main entrance, zh: 正门}, zone: P, direction: entry}
    - {name: Main exit, zone: P, direction: exit, in_use: false}
    - {name: Main exit, zone: '1'}
  rules: {photos_at_door: true, quorum: 12, snapshot_hours: 6}
  templates:
    - {kind: badge, name: Wide, source: "#set page(width: 9cm)\\n\\n  *badge* \\n", in_use: true}
    - {kind: badge, name: Narrow, source: '#set page(width: 6cm)'}
    - {kind: certificate, name: Narrow, source: '#lorem(20)', in_use: true}
tasks:
  - title: {en: Book the hall, ar: حجز القاعة}
    details: "Both days\\r\\nand the evening"
    key: hall
    state: under way
    start: 2020-09-01
    due: 2020-10-01
    owner: LAKE
    unit: {en: Logistics, fr: Logistique}
    held_up: The owner is away
    order: 3
    sources: [{source: note, passage: the hall is free, start: 4, end: 20}]
    sensitivity: restricted
  - {title: Print the badges, state: done, done: 2020-11-20, needs: [1, 3]}
  - {title: Print the badges, state: dropped, due: 2020-11-01, needs: [1]}
meetings:
  - key: first-talk
    title: {en: A first talk, fr: Un premier entretien}
    kind: bilateral
    date: 2020-10-02
    place: {venue: Palais, city: Geneva, country: CH}
    host: {party: CH, person: Ruth Frei, capacity: {en: State Secretary, fr: Secrétaire d'État}}
    visitors:
      - {party: 'NO', head: Kari Nordmann, capacity: Envoy, delegation: mission}
      - {party: LAKE}
    subject: The lake
    record: circulated
    sources: [note, report]
    sensitivity: delegations
    points:
      - {verb: expressed concern, by: ['NO', LAKE], text: The water is low, sources: [{source: report, passage: low, start: 9, end: 12}, note]}
      - {verb: discussed, text: {en: The shore, ru: Берег}, sensitivity: restricted}
      - {verb: discussed, by: [CH], text: The shore}
    minutes:
      - {language: fr, text: "Première version\\n\\n  en deux lignes \\n", state: circulated, circulated: 2020-10-03}
      - {language: en, text: Second version, state: draft}
    follow_ups:
      - text: {en: Send the maps, es: Enviar los mapas}
        owner: LAKE
        unit: Maps
        due: 2020-11-01
        state: under way
        sources: [note]
        progress:
          - {said: 2020-10-10, state: under way, text: Half of them, sources: [report], sensitivity: secretariat}
          - {said: 2020-10-10, state: open}
      - {text: Nothing more, state: dropped, sensitivity: secretariat}
  - {key: bare, title: Bare, record: draft}
  - {key: month, title: Of a month, kind: video, date: 2020-11, host: {person: Somebody}, record: agreed}
missions:
  - party: 'NO'
    head: Kari Nordmann
    capacity: Envoy
    delegation: mission
    purpose: {en: To ask, ar: للسؤال}
    from: 2020-10
    until: 2020-11-03
    stops:
      - {country: FR, city: {en: Evian, ar: إيفيان}, date: 2020-10-20, met: The mayor, result: Agreed, sources: [note]}
      - {country: FR}
      - {country: IT, date: 2020-11, sensitivity: restricted}
    reported_back:
      - {meeting: first-talk, sources: [{source: report, passage: told, start: 0, end: 4}], sensitivity: delegations}
      - {meeting: bare}
    sources: [report]
    sensitivity: secretariat
  - {party: LAKE}
challenges:
  - kind: pressure
    text: {en: Some are pressed, fr: Certains subissent des pressions}
    said: 2020-10
    attributed_to: ['NO']
    done_by: [LAKE]
    done_to: [FR, IT]
    sources: [report]
    sensitivity: secretariat
    assessments:
      - {made: 2020-10-06, state: watched, likelihood: 4, impact: 2, response: Call them, owner: LAKE, unit: Press, sources: [note], sensitivity: restricted}
      - {made: 2020-10-07, state: closed}
  - {kind: other, text: Fog}
positions:
  - {party: 'NO', date: 2020-10, topic: {en: timing, ar: التوقيت}, by: Kari Nordmann, stance: for, text: {en: It is time, ar: حان الوقت}, sources: [note], sensitivity: delegations}
  - {party: FR, topic: timing, stance: against, text: It is early}
  - {party: FR, date: 2020-10-09, topic: Timing, text: It is early}
initiatives:
  - {party: LAKE, text: {en: A fund, fr: Un fonds}, date: 2020-10-09, state: taken up, sources: [report], sensitivity: delegations}
  - {party: IT, text: A second conference, state: proposed}
obstacles:
  - {kind: explosive hazards, text: Mines, area: {en: The shore, ar: الشاطئ}, groups: Fishers, since: 2019-01, said: 2020-10-09, attributed_to: [LAKE, 'NO'], sources: [report], sensitivity: secretariat}
  - {kind: insecurity, attributed_to: [FR]}
  - {kind: security, attributed_to: [IT]}
reported_figures:
  - {value: 5600000, unit: persons, qualifier: about, counts: {en: refugees, ar: لاجئون}, place: abroad, as_of: 2020-11, said_by: LAKE, sources: [report], sensitivity: delegations}
  - {value: '2.5', unit: '%', counts: share}
notices:
  - {city: Geneva, country: CH, date: 2020-12, words: next month, sources: [report], sensitivity: secretariat}
  - {words: soon}
"""
