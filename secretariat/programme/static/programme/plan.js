// Where things lie on the grid: its columns and rows as they are drawn, and what would clash in each cell.

const EDGE = 48;

export class Plan {
  constructor(grid) {
    const data = JSON.parse(grid.querySelector("#grid-data").textContent);
    this.grid = grid;
    this.region = grid.querySelector("[data-grid-region]");
    this.table = grid.querySelector("[data-grid-table]");
    this.tray = grid.querySelector("[data-tray]");
    Object.assign(this, { lanes: data.lanes, rows: data.rows, step: data.step, words: data.words, address: data.verdicts });
    this.open = this.lanes.map((lane, place) => (lane.is_beside ? -1 : place)).filter((place) => place >= 0);
    this.laneHeads = new Map([...this.table.querySelectorAll("[data-lane-head]")].map((head) => [Number(head.dataset.laneHead), head]));
    this.rowHeads = [...this.table.querySelectorAll("[data-row-head]")];
  }

  // One question tells how every cell would be.
  async ask(key) {
    const got = await fetch(`${this.address}&item=${encodeURIComponent(key)}`, { headers: { Accept: "application/json" } });
    if (!got.ok) {
      const answer = await got.json().catch(() => ({}));
      throw Object.assign(new Error(String(got.status)), { told: answer.said?.join(" ") ?? "" });
    }
    return new Verdicts(await got.json(), this.step);
  }

  // Where a thing stands now; nothing if it waits for a time or began before what is shown.
  spotOf(item) {
    if (item.hasAttribute("data-waits")) return null;
    const at = Date.parse(item.dataset.at);
    const row = this.rows.findLastIndex((each) => Date.parse(each.at) <= at);
    const lane = this.open.find((place) => {
      const { room, table } = this.lanes[place];
      const isTable = !item.dataset.table || !table || String(table) === item.dataset.table;
      return String(room) === item.dataset.room && isTable;
    });
    return row < 0 || lane === undefined ? null : { lane, row };
  }

  // The first cell of the part that is on the screen.
  firstSpot() {
    const { top } = this.region.getBoundingClientRect();
    const head = this.table.tHead.getBoundingClientRect().height;
    const row = this.rowHeads.findIndex((each) => each.getBoundingClientRect().top >= top + head - 1);
    return { lane: this.open[0], row: Math.max(0, row) };
  }

  kept({ lane, row }) {
    return { lane, row: Math.min(Math.max(row, 0), this.rows.length - 1) };
  }

  // Columns in which nothing can be put, as they only show what stands beside something else, are passed over.
  laneBeside(lane, by) {
    const place = Math.max(0, this.open.indexOf(lane));
    return this.open[Math.min(Math.max(place + by, 0), this.open.length - 1)];
  }

  spotAt(x, y) {
    const lane = this.open.find((place) => {
      const box = this.laneHeads.get(place).getBoundingClientRect();
      return box.left <= x && x < box.right;
    });
    if (lane === undefined) return null;
    // The nearest beginning, not the cell under the pointer: a thing is held by its upper edge.
    let row = 0;
    let least = Infinity;
    this.rowHeads.forEach((head, place) => {
      const far = Math.abs(head.getBoundingClientRect().top - y);
      if (far < least) [row, least] = [place, far];
    });
    return { lane, row };
  }

  isOverTray(x, y) {
    const box = this.tray?.getBoundingClientRect();
    return Boolean(box) && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
  }

  scrollNear(x, y) {
    const box = this.region.getBoundingClientRect();
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) return;
    if (y > box.bottom - EDGE) this.region.scrollTop += EDGE / 4;
    if (y < box.top + EDGE) this.region.scrollTop -= EDGE / 4;
    if (x > box.right - EDGE) this.region.scrollLeft += EDGE / 4;
    if (x < box.left + EDGE) this.region.scrollLeft -= EDGE / 4;
  }

  colour(verdicts) {
    for (const cell of this.table.querySelectorAll("td[data-row]")) {
      const spot = { lane: Number(cell.dataset.lane), row: Number(cell.dataset.row) };
      if (!this.lanes[spot.lane].is_beside) cell.dataset.level = verdicts.at(spot).level;
    }
  }

  clear() {
    for (const cell of this.table.querySelectorAll("td[data-level]")) delete cell.dataset.level;
  }
}

class Verdicts {
  constructor(data, step) {
    this.rows = Math.max(1, Math.ceil(data.minutes / step));
    this.lanes = new Map(
      Object.entries(data.lanes).map(([lane, cells]) => [
        Number(lane),
        new Map(cells.map(([row, level, why]) => [row, { level, why: why.map((place) => data.sentences[place]).join(" ") }])),
      ]),
    );
  }

  at({ lane, row }) {
    return this.lanes.get(lane)?.get(row) ?? { level: "free", why: "" };
  }
}

// The thing on its way, drawn over the cells it would take.
export class Ghost {
  constructor(plan, title, rows) {
    this.plan = plan;
    this.rows = rows;
    this.box = document.createElement("div");
    this.box.className = "ghost";
    this.box.dir = "auto";
    this.box.textContent = title;
    this.box.hidden = true;
    this.box.setAttribute("aria-hidden", "true");
    plan.region.append(this.box);
  }

  show({ lane, row }, level, { follow }) {
    const { region, rowHeads, laneHeads } = this.plan;
    const around = region.getBoundingClientRect();
    const column = laneHeads.get(lane).getBoundingClientRect();
    const first = rowHeads[row].getBoundingClientRect();
    const last = rowHeads[Math.min(row + this.rows, rowHeads.length) - 1].getBoundingClientRect();
    // From the corner of what scrolls; positions on paper would need sides, and these hold in both directions.
    this.box.style.setProperty("inset", "0 auto auto 0");
    this.box.style.inlineSize = `${column.width}px`;
    this.box.style.blockSize = `${last.bottom - first.top}px`;
    const across = column.left - around.left - region.clientLeft + region.scrollLeft;
    const down = first.top - around.top - region.clientTop + region.scrollTop;
    this.box.style.transform = `translate(${across}px, ${down}px)`;
    this.box.dataset.level = level;
    this.box.hidden = false;
    if (follow) this.box.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  hide() {
    this.box.hidden = true;
  }

  remove() {
    this.box.remove();
  }
}
