import os

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
import pytest
from i18nfield.strings import LazyI18nString as L
from playwright.sync_api import sync_playwright

from secretariat.accounts.models import Role
from tests import make
from tests import make_dossier as m

pytestmark = pytest.mark.django_db(transaction=True)


def t(en, ar=None):
    return L({"en": en, **({"ar": ar} if ar else {})})


def test_look(live_server):
    c = make.conference()
    P = {k: make.party(k) for k in ("LB", "RU", "US", "SY", "CN", "IR", "JO", "IQ", "TR", "VE")}
    EU = make.organisation("EU", "European Union")
    UN = make.organisation("UNHCR")
    src = make.source(c, "sana", title="A report of the agency")
    s2 = make.source(c, "eu", title="إعلان", language="ar")
    sec = make.user(Role.SECRETARY, c)
    for k in ("LB", "RU", "CN", "IR", "JO", "IQ", "TR", "VE"):
        make.answer(make.invitation(c, P[k]), "accepted" if k != "JO" else "declined")
    tm = m.topic(c, "Time of the conference")
    tc = m.topic(c, "Conditions of return")
    ts = m.topic(c, "Sanctions")
    p = m.position(
        tm,
        EU,
        stance="against",
        text=t(
            "The conference is premature; real action to create the conditions for safe, voluntary, dignified and sustainable return comes first",
            "المؤتمر سابق لأوانه؛ يجب أولا تهيئة الظروف لعودة آمنة وطوعية وكريمة",
        ),
        said_by="High Representative",
    )
    make.citation(p, s2, "المؤتمر سابق لأوانه")
    make.citation(p, src, "premature")
    m.position(tm, P["US"], stance="against", said_date="2020-10-26", text=t("Discussing returns is premature"))
    m.position(tm, UN, stance="", said_date="2020-10", text=t("Success depends on appropriate timing"))
    p = m.position(tm, P["RU"], text=t("It is high time", "حان الوقت"))
    make.citation(p, src, "high time")
    m.position(tm, P["LB"], stance="neutral", said_date="2020-10-01", text=t("We shall see"))
    m.position(tm, P["LB"], said_date="2020-11-12", text=t("Lebanon supports the initiative", "لبنان يدعم المبادرة"))
    m.position(tm, P["IQ"], said_date="2020-11-02")
    m.position(tm, P["IQ"], said_date="2020-11-02", stance="against", text=t("Not now"))
    m.position(tc, P["SY"], text=t("Millions want to return"))
    m.position(ts, P["CN"], stance="against", text=t("Sanctions hinder reconstruction"))
    m.initiative(c, P["LB"])
    m.initiative(c, P["IR"], text=t("An international fund"))
    m.obstacle(c, P["SY"], P["CN"], kind="sanctions", text=t("They hinder rebuilding"))
    m.obstacle(c, P["US"], kind="sanctions", text=t("They do not touch aid"))
    m.obstacle(c, EU)
    m.figure(c, qualifier="about")
    m.figure(c, value=2000000, said_by_party=P["LB"])
    m.notice(c)
    me = m.meeting(
        c,
        P["RU"],
        key="assad",
        title=t("The President of Syria receives a Russian delegation", "الرئيس السوري يستقبل وفدا روسيا"),
        city=t("Damascus", "دمشق"),
        subject=t("Preparation"),
    )
    make.citation(me, src, "received a delegation")
    for i in range(4):
        make.citation(
            m.point(me, P["SY"], P["RU"], text=t(f"Point {i}: efforts to make the conference a success")),
            src,
            "efforts",
        )
    m.follow_up(me, owner_party=P["RU"])
    m.follow_up(me, owner_party=P["SY"])
    nx = m.meeting(c, P["RU"], P["LB"], held_date="2020-11-12", title=t("On the margins"))
    for cc in ("IQ", "JO"):
        m.stop(c, country=P[cc])
    m.stop(c, country=P["LB"], stop_date="2020-10-28", met=t("Michel Aoun, President"))
    m.challenge(c, by=P["SY"], about=P["LB"])
    m.challenge(c, by=P["US"], said_date="2020-10-26", text=t("A call not to attend"))
    m.challenge(c, said_date="")
    make.delegate(make.delegation(c, P["RU"]), "Alexander Lavrentiev", role="head", capacity=t("Special Envoy"))
    cl = make.client(sec)
    cookie = cl.cookies["sessionid"].value
    pages = {
        "positions": "office/positions/",
        "topic": f"office/positions/topics/{tm.pk}/",
        "party": f"office/positions/parties/{P['RU'].pk}/",
        "brief": f"office/briefs/{nx.pk}/",
        "timeline": "office/timeline/",
        "obstacles": "office/obstacles/",
        "initiatives": "office/initiatives/",
        "reported": "office/as-reported/",
        "record": "office/positions/record/",
        "ptimeline": "timeline/",
        "pmeeting": "meetings/assad/",
        "pmeetings": "meetings/",
        "ppositions": "positions/",
    }
    only = os.environ.get("ONLY", "").split(",") if os.environ.get("ONLY") else pages
    with sync_playwright() as pw:
        b = pw.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for lang in ("en", "ar"):
            for w in (360, 1280):
                ctx = b.new_context(
                    base_url=live_server.url,
                    viewport={"width": w, "height": 900},
                    color_scheme="dark" if os.environ.get("DARK") else "light",
                )
                ctx.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
                pg = ctx.new_page()
                errs = []
                pg.on("console", lambda x: errs.append(x.text) if x.type == "error" else None)
                for n in only:
                    r = pg.goto(f"/{lang}/damascus-2020/{pages[n]}")
                    over = pg.evaluate("document.documentElement.scrollWidth-document.documentElement.clientWidth")
                    print(n, lang, w, r.status, "overflow", over, errs)
                    errs.clear()
                    pg.screenshot(path=f"/tmp/shots/{n}-{lang}-{w}.png", full_page=True)
                    if lang == "en" and w == 1280 and n in ("brief", "timeline"):
                        pg.pdf(path=f"/tmp/shots/{n}.pdf")
                ctx.close()
        b.close()
