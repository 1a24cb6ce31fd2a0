"""A conference file that says something under every key of pledges and figures."""

FOLLOW_UP = """\
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
meetings:
  - key: talk
    title: A talk
    points:
      - {verb: agreed, text: To help}
      - {verb: pledged, by: ['NO'], text: A school}
programme:
  - {title: Plenary, key: plenary, kind: plenary, day: 2020-12-01}
initiatives:
  - {party: LAKE, text: A fund}
  - {party: FR, text: A school}
obstacles:
  - {kind: basic services, text: No school, places: [SY01, 5], attributed_to: [LAKE]}
  - {kind: security}
pledges:
  - number: 4
    party: 'NO'
    parties: [{party: LAKE, role: co-lead}, {party: FR, role: implementer}, {party: IT, role: partner}]
    kind: financial
    title: {en: A school, fr: Une école}
    text: {en: A school for all, ar: مدرسة للجميع}
    said: 2020-11
    amount: '1500000.50'
    currency: NOK
    value_date: 2020-11-02
    qualifier: about
    additional: 'yes'
    earmarking: 3
    from: 2021
    until: 2022-06
    countries: [{country: SY, percent: 62.5}, {country: LB, percent: 30}, {country: JO}]
    areas: [{code: SY01, name: Damascus}, {code: SY99}]
    beneficiaries: [RET, HST]
    objective: 4
    sectors: ['11220', '15190']
    conditions: {en: If the road is open, fr: Si la route est ouverte}
    consulted: 'no'
    support_needed: Teachers
    iati_identifier: NO-BRC-971277882-A1
    targets:
      - indicator: {en: Schools built, ar: مدارس بُنيت}
        unit: schools
        baseline: 0.5
        value: 12.2525
        due: 2022-06-30
        progress:
          - {from: 2021-01-01, until: 2021-06-30, actual: 3.25, verified_by: UNICEF, sources: [report], sensitivity: delegations}
          - {until: 2021-12-31, actual: 0}
        sources: [note]
        sensitivity: secretariat
      - {indicator: Pupils, unit: pupils, value: 400}
    updates:
      - stage: planning
        said: 2021-01-05
        narrative: {en: The plan is drawn, fr: Le plan est dressé}
        hindrances: Snow
        support_needed: Teachers
        by: 'NO'
        sources: [{source: note, passage: the plan, start: 3, end: 11}]
        sensitivity: delegations
      - {stage: suspended, said: 2021-03-05, reason: The road is closed}
      - {stage: fulfilled, said: 2022-06-05, verified_by: UNICEF}
    flows:
      - {kind: commitment, amount: 1000000, currency: NOK, date: 2021-01-04, value_date: 2021-01-05, provider: 'NO', provider_name: Ministry, receiver: LAKE, receiver_name: The Commission, country: SY, description: First part, activity: NO-BRC-971277882-A1, activity_key: t1, sources: [report], sensitivity: secretariat}
      - {kind: disbursement, amount: '-250.25', currency: NOK, date: 2021-02-04}
    evidence:
      - {source: report, proves: {en: The school is open, fr: L'école est ouverte}, target: 1, sources: [note], sensitivity: delegations}
      - {source: note, proves: Pupils came}
    addresses: [{obstacle: 1}, {initiative: 2}, {meeting: talk}, {meeting: talk, point: 2}]
    announced: [{session: plenary, passage: We shall build a school}]
    sources: [{source: note, passage: a school, start: 4, end: 12}, report]
    sensitivity: delegations
  - party: LB
    kind: policy
    text: Schools are opened
    support_needed: {en: Teachers, ar: معلمون}
    matches:
      - {offer: 1, state: in discussion, reason: Both want it, reasons: [{code: country, shared: [LB], points: 3}, {code: period}]}
      - {offer: 3, state: refused, reason: Too far}
  - {party: FR, kind: technical, text: Teachers, sensitivity: secretariat}
money_flows:
  - {kind: expenditure, amount: 12, currency: USD, date: 2021-01-04, provider_name: Somebody}
exchange_rates:
  - {currency: NOK, into: USD, rate: '0.1234567891', date: 2020-11-02, source: report}
  - {currency: EUR, rate: 1.1827, date: 2020-11-02, source: report}
places:
  - {kind: country, code: XKX, name: {en: Kosovo, ar: كوسوفو}, unhcr_code: KOS}
  - {kind: country, code: JOR, party: JO, name: The Kingdom, unhcr_code: JOR}
  - kind: admin 1
    code: SY01
    name: {en: Damascus, ar: دمشق}
    country: SY
    parent: SY
    valid_from: 2019-01-01
    valid_until: 2029-12-31
    provisional: true
    area_of_return: true
  - {kind: site, code: zaatari, name: Za'atari, country: JOR, accommodation: P, setting: R, state: open, opened: 2012-07, closed: 2030, capacity: 80000}
  - {kind: admin 2, code: TWIN, name: One, country: SY, parent: SY01}
  - {kind: site, code: TWIN, name: Other, country: SY, parent: 5}
origins: [SY, XKX]
datasets:
  - key: unhcr-population
    name: Population
    publisher: UNHCR
    layout: unhcr population
    licence: CC BY 4.0
    method: registration
    coverage: {en: All countries, fr: Tous les pays}
    definition: Who is registered
    sources: [report]
    sensitivity: secretariat
figures:
  - group: REF
    origin: SY
    asylum: LB
    place: zaatari
    sex: f
    min_age: 5
    max_age: 11
    accommodation: P
    setting: U
    value: 5600000
    unit: households
    qualifier: about
    as_of: 2020-11
    status: provisional
    method: estimate
    said_by: LAKE
    sources: [{source: report, passage: 5.6 million, start: 0, end: 11}]
    sensitivity: delegations
  - {group: REF, origin: SY, asylum: abroad, value: 3, as_of: 2020-11-05, sources: [report]}
  - {group: RET, measure: flow, origin: SY, asylum: JOR, place: 6, value: 40, from: 2020-01-01, until: 2020-12-31, sources: [report]}
  - {group: RET, measure: flow, origin: SY, asylum: JOR, value: 41, as_of: 2020, sources: [note]}
  - {group: REF, origin: SY, asylum: abroad, value: 4, as_of: 2020, until: 2020-12-30, status: revised, revises: 2, sources: [report]}
thresholds:
  - {criterion: safety, scheme: UNHCR thresholds, scheme_version: '2018', code: '1', text: {en: It is safe, ar: آمن}, replaced_by: 2, sources: [report], sensitivity: delegations}
  - {criterion: safety, scheme: UNHCR thresholds, scheme_version: '2019', code: '1', text: It is safe indeed}
conditions:
  - area: SY01
    criterion: safety
    threshold: 2
    severity: high
    indicator: {en: Incidents, fr: Incidents graves}
    value: 12.2525
    unit: a month
    as_of: 2020-11-01
    valid_until: 2021-04-30
    method: key informant
    coverage: The old town
    access: UNHCR
    narrative: {en: Some, ar: بعض}
    dissenting_view: None at all
    information_gap: The suburbs
    sources: [note]
    sensitivity: secretariat
  - {area: SY01, criterion: justice, as_of: 2020-11-01}
movements:
  - from: 2020-10-01
    until: 2020-10-31
    from_country: LB
    from_place: zaatari
    to_country: SY
    to_area: SY01
    persons: 500
    households: 100
    qualifier: more than
    kind: facilitated
    voluntariness: border monitoring
    agreement: bilateral
    method: government record
    sources: [report]
    sensitivity: delegations
  - {from: 2020-10-01, until: 2020-10-07, households: 3, sources: [note], kind: forced}
intentions:
  - origin: SY
    hosts: [LB, JOR]
    population: {en: Refugees, ar: لاجئون}
    question: {en: Do you plan to return?, fr: Pensez-vous rentrer ?}
    answer: {en: 'Yes', fr: Oui}
    share: 5.9
    base: 2400
    horizon: 12 months
    from: 2020-08
    until: 2020-09-15
    method: mixed
    sources: [report]
    sensitivity: delegations
disclosure: {national_threshold: 6, national_rounding: 5, local_threshold: 12, local_rounding: 10, large_from: 2000, large_rounding: 100, protection: 4}
releases:
  - number: 1
    title: {en: Refugees by host, ar: لاجئون حسب البلد}
    note: As it was
    state: withdrawn
    reason: Too old
    published: '2020-11-05T10:00:00Z'
    layout: '{"rows": "asylum"}'
  - number: 2
    title: Refugees by host
    published: '2020-11-06T10:00:00.000125Z'
    replaces: 1
    layout: '{"rows": "asylum", "columns": "year"}'
    editions: '[{"dataset": "unhcr-population", "number": 2}]'
    content: '{"rows": [{"label": {"en": "Lebanon"}, "cells": ["<5", ":", "1,230"]}], "sources": ["note"], "a": null, "b": 1.5}'
    rules: '{"national_threshold": 6}'
"""
