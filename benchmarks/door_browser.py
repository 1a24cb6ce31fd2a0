"""The tablet at the gate in a real browser: verdicts a second without a network, the size of the list, how soon it serves.

The house is served as it is installed, with hashed names and its own policy on what a page may run.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks import databases
from benchmarks.report import Report, UnexpectedError
from benchmarks.servers import environment, house, run

BADGES = 10_000
VERDICTS, SCANS, LOADS = 2_000, 500, 5
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PATIENCE = 60_000
# The page's own modules, found by the names that they have here.
MODULES = """
    const asked = async (address) => {
        const text = await (await fetch(address)).text();
        return Object.fromEntries(
            [...text.matchAll(/from\\s*"\\.\\/([a-z-]+)(\\.[0-9a-f]{12})?\\.js"/g)].map((found) => [
                found[1], new URL(found[0].split('"')[1], address).href,
            ]),
        );
    };
    const gate = new URL(document.querySelector("script[src*='door/gate']").src).href;
    const ofGate = await asked(gate);
    const ofDoor = await asked(ofGate.door);
    const names = { ...ofGate, ...ofDoor, ...(await asked(ofDoor.carried)) };
    const [{ Door }, { trustedList }] = await Promise.all([import(names.door), import(names.list)]);
    const { dataset } = document.querySelector("[data-door]");
    const open = (isPlain) => Door.open({ conference: dataset.conference, address: dataset.address, isPlain });
    const timed = async (deed) => {
        const began = performance.now();
        const answer = await deed();
        return [performance.now() - began, answer];
    };
"""
LOAD = f"""
    async (times) => {{
        {MODULES}
        const door = await open(false);
        const {{ text, signed }} = await door.store.get("list");
        const [loads, opens] = [[], []];
        for (let turn = 0; turn < times; turn += 1) {{
            loads.push((await timed(() => trustedList(text, signed, door.list.keys, door.verify)))[0]);
            opens.push((await timed(() => open(false)))[0]);
        }}
        return {{ loads, opens, bytes: new TextEncoder().encode(text).length, badges: door.list.size }};
    }}
"""
JUDGE = f"""
    async ([texts, isPlain]) => {{
        {MODULES}
        const door = await open(isPlain);
        for (const text of texts.slice(0, 50)) await door.judgeAlone(text, "entry");
        const codes = {{}};
        const [took] = await timed(async () => {{
            for (const text of texts) {{
                const {{ verdict }} = await door.judgeAlone(text, "entry");
                codes[verdict.code] = (codes[verdict.code] ?? 0) + 1;
            }}
        }});
        return {{ rate: (texts.length / took) * 1000, means: door.verify.means, codes }};
    }}
"""
SCAN = f"""
    async (texts) => {{
        {MODULES}
        const door = await open(false);
        const [took] = await timed(async () => {{
            for (const text of texts) await door.scan(text);
        }});
        return {{ rate: (texts.length / took) * 1000, waiting: await door.store.count("waiting") }};
    }}
"""
READY = "[data-door][data-ready]"


def measure(report: Report) -> None:
    """Enrol a tablet at a gate of a conference with 10,000 badges, cut its network, and let it judge."""
    report.part(f"The tablet at the gate, in Chromium, with a list of {BADGES:,} badges")
    if not Path(CHROMIUM).exists():
        report.note(f"SKIPPED, there is no Chromium at {CHROMIUM}")
        return
    with tempfile.TemporaryDirectory(prefix="secretariat-benchmark-") as place, databases.sqlite(Path(place)) as kept:
        given = environment(kept.url, Path(place))
        run(["secretariat", "setup"], given)
        made = json.loads(run(["benchmarks.door_browser_inside", str(BADGES), str(VERDICTS)], given))
        with house(given) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            try:
                context = browser.new_context(base_url=f"http://localhost:{server.port}")
                _judge(report, context, made)
            finally:
                browser.close()


def _judge(report: Report, context: BrowserContext, made: dict[str, Any]) -> None:
    page = _enrolled(context, made["slug"], made["code"])
    loaded = page.evaluate(LOAD, LOADS)
    report.exactly("the list: badges", loaded["badges"], BADGES, "")
    report.at_most("the list: size before it is compressed", loaded["bytes"] / 1e6, 1, "MB")
    report.at_most("the list: verified, read and at hand, slowest", max(loaded["loads"]), 1000, "ms")
    report.at_most("the list: with the store opened and all it holds, slowest", max(loaded["opens"]), 1000, "ms")
    context.set_offline(True)
    page.reload()
    page.locator(READY).wait_for(state="attached")
    for is_plain in (False, True):
        judged = page.evaluate(JUDGE, [made["texts"], is_plain])
        if judged["codes"] != {"valid": len(made["texts"])}:
            raise UnexpectedError(f"the tablet judged otherwise than it should: {judged['codes']}")
        means = "by WebCrypto" if judged["means"] == "webcrypto" else "by the library for older browsers"
        report.at_least(f"verdicts without a network, {means}", judged["rate"], 200, "a second")
    scanned = page.evaluate(SCAN, made["texts"][:SCANS])
    report.at_least("scans without a network, judged and kept in the queue", scanned["rate"], 200, "a second")
    report.exactly("scans that wait to be sent", scanned["waiting"], SCANS, "")


def _enrolled(context: BrowserContext, slug: str, code: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"/en/{slug}/door/#{code}")
    page.locator(READY).wait_for(state="attached")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    said = page.locator("[data-trouble]").text_content() or page.locator("[data-code-errors]").text_content()
    if said or page.locator("[data-badges]").text_content() == "":
        raise UnexpectedError(f"the tablet was not enrolled: {said}")
    return page
