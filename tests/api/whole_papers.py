"""A conference file that says something under every key of papers and news."""

PAPERS = """\
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
agenda:
  - {number: '4', title: Return}
programme:
  - {title: Plenary, key: plenary, kind: plenary, day: 2020-12-01}
positions:
  - {party: LAKE, topic: Schools, text: Schools come first, stance: for}
  - {party: FR, topic: Roads, text: Roads come first}
pledges:
  - {party: 'NO', kind: technical, text: Teachers}
documents:
  - key: draft
    symbol: A/CONF.1/L.2
    title: {en: Draft statement, ar: مشروع بيان}
    kind: draft outcome
    distribution: limited
    state: issued
    party: LAKE
    item: '4'
    session: plenary
    issued: 2020-12-01
    open: true
    deadline: '2020-12-02T11:00:00Z'
    languages:
      - {language: en, state: original, issued: 2020-12-01, file: L2-en.pdf, note: With a map}
      - {language: ar, state: in translation, due: 2020-12-02}
    paragraphs:
      - {key: pp1, kind: preambular, text: {en: Recalling the talks, fr: Rappelant les pourparlers}}
      - {key: op1, text: Calls for schools, answers: [{position: 1}, {pledge: 1}], sources: [{source: note, passage: schools, start: 3, end: 10}]}
      - {key: op1a, kind: plain, parent: op1, text: '[in the north][in the south]'}
      - {key: old, kind: heading, text: Struck, struck: true}
    amendments:
      - number: 1
        parties: [LAKE, FR]
        paragraph: op1
        text: {en: Calls for schools and roads, ar: يدعو إلى مدارس وطرق}
        base: Calls for schools
        explanation: Roads lead to schools
        said: 2020-12-01
        sources: [report]
      - {number: 2, kind: insert, parties: ['NO'], new_kind: operative, text: Thanks the host, state: accepted, became: op1a, decided: '2020-12-01T15:00:00Z'}
      - {number: 3, kind: strike, parties: [FR], paragraph: op1a, base: in the north, bracketed: '[in the north][in the south]', state: bracketed}
    stances:
      - {party: FR, paragraph: op1, stance: supports, note: With roads, said: 2020-12}
      - {party: 'NO', amendment: 1, stance: reserves}
    versions:
      - name: First draft
        paragraphs:
          - {key: op1, text: Calls for help}
      - name: Second draft
        based_on: 1
        paragraphs:
          - {key: op1, number: '1.', text: {en: Calls for schools, fr: Demande des écoles}}
          - {key: op1a, kind: plain, parent: op1, text: in the north}
    sources: [{source: note, passage: draft}]
    sensitivity: delegations
  - key: final
    symbol: A/CONF.1/3
    title: Final statement
    kind: outcome
    revises: draft
    paragraphs:
      - {text: {en: Schools for all, ar: مدارس للجميع}, sources: [report]}
    adoption:
      date: 2020-12-02
      manner: vote
      session: plenary
      votes:
        - {party: LAKE, choice: for}
        - {party: FR, choice: for}
        - {party: 'NO', choice: abstaining}
        - {party: IT, choice: against}
        - {party: CH, choice: not voting}
      note: {en: At midnight, fr: À minuit}
      sources: [note]
    explanations:
      - {party: 'NO', kind: before, text: {en: We abstain, fr: Nous nous abstenons}, said: 2020-12-02, sources: [note]}
      - {party: IT, kind: reservation, text: Not this way}
  - {key: gone, title: Gone, state: withdrawn, withdrawn: It was another's, distribution: restricted, sensitivity: restricted}
articles:
  - key: schools
    kind: press release
    title: {en: Schools for all, ar: مدارس للجميع}
    lead: {en: They agreed, ar: اتفقوا}
    body: {en: "They **agreed**.\\n\\n- [[pledge:1]]\\n", ar: "اتفقوا.\\n"}
    byline: A Writer
    original: en
    languages: [en, ar]
    state: published
    embargo: '2020-12-02T10:00:00Z'
    published: '2020-12-02T10:00:00Z'
    takes_replies: false
    parties: [LAKE, FR]
    topics: [Schools, Water]
    pins: [early]
    corrections:
      - {text: {en: The number was wrong, ar: كان الرقم خاطئاً}, at: '2020-12-02T12:00:00Z'}
    replies:
      - {name: Amal, at: '2020-12-02T13:00:00Z', text: "Thank you.\\nAll of you.", language: ar}
    sources: [{source: report, passage: schools}]
  - {key: early, title: {en: Early, fr: Tôt}, original: fr, state: withdrawn, published: '2020-12-01T10:00:00Z', withdrawn: Too early, sensitivity: delegations}
press_kit:
  - {kind: logo, title: {en: Our mark, ar: شعارنا}, file: mark.png, credit: The house, licence: CC BY 4.0, public: true}
  - {kind: contact, title: The press office, text: Ask at the desk}
newsroom: {takes_replies: false, mail_days: 14, replies_an_hour: 3, takes_media_requests: true, words: [casino]}
"""
