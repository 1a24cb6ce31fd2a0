// How a tablet speaks with the server: by its token alone, never by a cookie.

/** The network did not carry it, or the server did not answer as it should; `status` is 0 if nothing came at all. */
export class Unanswered extends Error {
  constructor(status, token, said = {}) {
    super(said?.error ?? `status ${status}`);
    this.status = status;
    // The token that was shown.
    this.token = token;
    this.said = said;
  }
}

const LONG_ENOUGH = 20_000;

export class Wire {
  /** `address` is that of the page, under which everything that a tablet asks for stands. */
  constructor(address) {
    this.address = address;
    this.token = "";
    // What the server's clock is ahead of this one, in milliseconds.
    this.skew = 0;
    this.onskew = () => {};
  }

  async takeUp(code) {
    const response = await this.#ask("take-up/", { body: { code }, isForAnybody: true });
    return this.#json(response);
  }

  /** The newest list as `{text, signed, tag}`, or null if it is still the one of this tag. */
  async list(tag) {
    const began = Date.now();
    const response = await this.#ask("snapshot/", { headers: tag ? { "If-None-Match": tag } : {} });
    this.#learn(Date.parse(response.headers.get("Date") ?? ""), began, 1000);
    if (response.status === 304) return null;
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
    return { text, signed: response.headers.get("Door-Signature") ?? "", tag: response.headers.get("ETag") ?? "" };
  }

  async photos(after) {
    return this.#json(await this.#ask(`photos/?after=${encodeURIComponent(after)}`));
  }

  /** Send scans; the answer has a result for each. A tablet that was taken out of service is still listened to. */
  async send(scans) {
    const { token } = this;
    const began = Date.now();
    const body = { device_at: new Date(began).toISOString(), scans };
    const response = await this.#ask("scans/", { body, mayBeRevoked: true });
    const answer = await this.#json(response);
    this.#learn(Date.parse(answer.server_at), began, 0);
    return { ...answer, isRevoked: response.status === 403, token };
  }

  async #ask(path, { body, headers = {}, isForAnybody = false, mayBeRevoked = false } = {}) {
    const { token } = this;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), LONG_ENOUGH);
    const given = { ...headers };
    if (!isForAnybody) given.Authorization = `Device ${token}`;
    if (body) given["Content-Type"] = "application/json";
    let response;
    try {
      response = await fetch(this.address + path, {
        method: body ? "POST" : "GET",
        headers: given,
        body: body && JSON.stringify(body),
        cache: "no-store",
        credentials: "omit",
        signal: stop.signal,
      });
    } catch {
      throw new Unanswered(0, token);
    } finally {
      clearTimeout(timer);
    }
    if (response.ok || response.status === 304) return response;
    const said = await response.json().catch(() => ({}));
    if (mayBeRevoked && response.status === 403 && said.results) return new Response(JSON.stringify(said), { status: 403 });
    throw new Unanswered(response.status, token, said);
  }

  async #json(response) {
    try {
      return await response.json();
    } catch {
      throw new Unanswered(0, this.token);
    }
  }

  #learn(serverAt, began, grain) {
    const ended = Date.now();
    // A slow answer says little, and one whose clock jumped meanwhile says nothing.
    if (!Number.isFinite(serverAt) || ended < began || ended - began > 5000) return;
    const skew = serverAt + grain / 2 - (began + ended) / 2;
    // What differs by less than the measure is good for is no difference.
    if (Math.abs(skew - this.skew) <= Math.max(grain + (ended - began) / 2, 250)) return;
    this.skew = skew;
    this.onskew(skew);
  }
}
