// Three ways to a text: the camera, a hand scanner that types like a keyboard, and the field for a number.

import { PREFIX } from "./admission.js";

const QUICK = 600;
const SLOW = 5_000;
const SHORTEST = 4;
const ENDS = new Set(["Enter", "Tab"]);
const LOOK_EVERY = 120;
const SAME_AGAIN = 2_500;
const WIDEST = 640;

/**
 * Listen to a hand scanner anywhere on the page: keys that come fast and end with Enter or Tab. While they come, no
 * button is pressed by them. What is typed into a field is the field's own. A radio or a tablet that is busy may hold
 * keys up: a text that begins as a badge's does is waited for, until another one begins.
 */
export function listenToHandScanner(ontext) {
  let typed = "";
  let lastAt = 0;

  const listen = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (event.timeStamp - lastAt > (begins(typed) ? SLOW : QUICK)) typed = "";
    lastAt = event.timeStamp;
    if (ENDS.has(event.key) && typed.length >= SHORTEST) {
      event.preventDefault();
      const text = typed;
      typed = "";
      ontext(text);
      return;
    }
    const letter = letterOf(event);
    if (!letter) return;
    // A space among them would press the button that has the focus.
    if (typed) event.preventDefault();
    typed += letter;
    // No badge's text holds its own beginning: its alphabet has no 1.
    if (begins(typed.slice(-PREFIX.length))) typed = typed.slice(-PREFIX.length);
  };
  document.addEventListener("keydown", listen, { capture: true });
}

const begins = (typed) => typed.toUpperCase().startsWith(PREFIX);

const isField = (target) => target instanceof HTMLElement && target.matches("input:not([type=radio], [type=checkbox]), textarea, select");

// A scanner presses the keys of a Latin keyboard; where another one is set, the key that was pressed tells the letter.
function letterOf(event) {
  if ([...event.key].length !== 1) return "";
  if (event.key.codePointAt(0) < 128) return event.key;
  const [, letter] = /^(?:Key([A-Z])|Digit([0-9]))$/.exec(event.code)?.filter((part) => part !== undefined) ?? [];
  return letter ?? event.key;
}

/** The camera behind the tablet: `ontext` is told each code once for as long as it stays in sight. */
export class Camera {
  #video;
  #stream = null;
  #seen = "";
  #seenAt = 0;
  #canvas = document.createElement("canvas");

  constructor(video, ontext) {
    this.#video = video;
    this.ontext = ontext;
  }

  get isOn() {
    return this.#stream !== null;
  }

  /** Ask for the camera and look; throws if there is none, or if it may not be used. */
  async start() {
    const wish = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
    this.#stream = await navigator.mediaDevices.getUserMedia({ video: wish, audio: false });
    this.#video.srcObject = this.#stream;
    await this.#video.play();
    const find = await finder(this.#canvas);
    void this.#look(find);
  }

  stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#video.srcObject = null;
  }

  async #look(find) {
    const stream = this.#stream;
    while (stream && this.#stream === stream) {
      if (!document.hidden && this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        const text = await find(this.#video).catch(() => "");
        if (text && this.#stream === stream) this.#tell(text);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
  }

  #tell(text) {
    const isSame = text === this.#seen && performance.now() - this.#seenAt < SAME_AGAIN;
    this.#seen = text;
    this.#seenAt = performance.now();
    if (!isSame) this.ontext(text);
  }
}

async function finder(canvas) {
  const formats = (await globalThis.BarcodeDetector?.getSupportedFormats?.().catch(() => [])) ?? [];
  if (formats.includes("qr_code")) {
    const detector = new globalThis.BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? "";
  }
  const { decodeQR } = await import("./vendor/qr/decode.js");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const share = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * share);
    canvas.height = Math.round(video.videoHeight * share);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    // It throws where there is no code to be found.
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  };
}
