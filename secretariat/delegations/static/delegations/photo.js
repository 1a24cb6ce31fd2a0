// A photo is cut to 3 : 4 before it is sent: with the pointer, with keys, or by numbers; from a file or the camera.
// Without this script the file goes as it is, and the server cuts it.

const WIDTH = 720;
const HEIGHT = 960;
const LEAST = 240;
const STEP = 2;

const between = (value, least, most) => Math.min(Math.max(value, least), most);

class Cut {
  constructor(form) {
    this.form = form;
    this.canvas = form.querySelector("[data-photo-canvas]");
    this.pen = this.canvas.getContext("2d");
    this.numbers = Object.fromEntries(
      [...form.querySelectorAll("[data-photo-number]")].map((field) => [field.dataset.photoNumber, field]),
    );
    this.picture = null;
  }

  show(picture) {
    this.picture?.close?.();
    this.picture = picture;
    this.set({ size: 100, across: 50, down: 33 });
    this.form.querySelector("[data-photo-cut]").hidden = false;
  }

  forget() {
    this.picture = null;
    this.form.querySelector("[data-photo-cut]").hidden = true;
  }

  get values() {
    const read = ([name, field]) => [name, Number(field.value) || Number(field.min)];
    return Object.fromEntries(Object.entries(this.numbers).map(read));
  }

  set(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.numbers[name];
      field.value = Math.round(between(value, Number(field.min), Number(field.max)) * 10) / 10;
    }
    this.draw(this.canvas, this.pen);
  }

  // The part of the picture that is kept, in its own pixels.
  get part() {
    const { size, across, down } = this.values;
    const whole = Math.min(this.picture.width, (this.picture.height * 3) / 4);
    const width = whole / (between(size, 100, 500) / 100);
    const height = (width * 4) / 3;
    return {
      width,
      height,
      x: ((this.picture.width - width) * between(across, 0, 100)) / 100,
      y: ((this.picture.height - height) * between(down, 0, 100)) / 100,
    };
  }

  draw(canvas, pen) {
    if (!this.picture) return;
    const { x, y, width, height } = this.part;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(this.picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
  }

  // By how many hundredths of the way the picture moves when it is drawn so many points further.
  moveBy(right, down) {
    const part = this.part;
    const scale = part.width / this.canvas.clientWidth;
    const free = { across: this.picture.width - part.width, down: this.picture.height - part.height };
    const values = this.values;
    this.set({
      across: free.across > 0 ? values.across - (right * scale * 100) / free.across : values.across,
      down: free.down > 0 ? values.down - (down * scale * 100) / free.down : values.down,
    });
  }

  async file() {
    const sheet = document.createElement("canvas");
    sheet.width = WIDTH;
    sheet.height = HEIGHT;
    this.draw(sheet, sheet.getContext("2d"));
    const blob = await new Promise((done) => sheet.toBlob(done, "image/jpeg", 0.92));
    return new File([blob], "photo.jpg", { type: "image/jpeg" });
  }
}

function say(form, what) {
  const said = form.querySelector("[data-photo-said]");
  said.textContent = what ? said.dataset[what] : "";
}

function moveByPointer(cut) {
  let from = null;
  cut.canvas.addEventListener("pointerdown", (event) => {
    from = { x: event.clientX, y: event.clientY };
    cut.canvas.setPointerCapture(event.pointerId);
  });
  cut.canvas.addEventListener("pointermove", (event) => {
    if (!from || !cut.picture) return;
    cut.moveBy(event.clientX - from.x, event.clientY - from.y);
    from = { x: event.clientX, y: event.clientY };
  });
  for (const end of ["pointerup", "pointercancel"]) cut.canvas.addEventListener(end, () => { from = null; });
  cut.canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    cut.set({ size: cut.values.size - Math.sign(event.deltaY) * 5 });
  }, { passive: false });
}

function moveByKeys(cut) {
  const far = () => cut.canvas.clientWidth / 40;
  const keys = {
    ArrowLeft: () => cut.moveBy(-far(), 0),
    ArrowRight: () => cut.moveBy(far(), 0),
    ArrowUp: () => cut.moveBy(0, -far()),
    ArrowDown: () => cut.moveBy(0, far()),
    "+": () => cut.set({ size: cut.values.size + 5 * STEP }),
    "=": () => cut.set({ size: cut.values.size + 5 * STEP }),
    "-": () => cut.set({ size: cut.values.size - 5 * STEP }),
  };
  cut.canvas.addEventListener("keydown", (event) => {
    const move = keys[event.key];
    if (!move || !cut.picture || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  });
  for (const field of Object.values(cut.numbers)) {
    field.addEventListener("input", () => cut.draw(cut.canvas, cut.pen));
  }
}

function takeFiles(form, cut) {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  for (const input of inputs) {
    input.addEventListener("change", async () => {
      say(form, "");
      for (const other of inputs) if (other !== input) other.value = "";
      if (!input.files.length) return cut.forget();
      try {
        cut.show(await createImageBitmap(input.files[0]));
      } catch {
        // The server may still read it, and says why if it cannot.
        cut.forget();
        say(form, "noPicture");
      }
    });
  }
}

function takeWithCamera(form, cut) {
  const live = form.querySelector("[data-photo-live]");
  const video = live.querySelector("video");
  const opener = form.querySelector("[data-photo-camera]");
  if (!navigator.mediaDevices?.getUserMedia) return;
  opener.hidden = false;
  form.querySelector("[data-photo-plain]").hidden = true;

  const close = () => {
    for (const track of video.srcObject?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    live.hidden = true;
    opener.hidden = false;
  };
  form.querySelector("[data-photo-open]").addEventListener("click", async () => {
    say(form, "");
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 960 } },
      });
    } catch {
      say(form, "noCamera");
      form.querySelector("[data-photo-plain]").hidden = false;
      return;
    }
    live.hidden = false;
    opener.hidden = true;
    await video.play();
    form.querySelector("[data-photo-shoot]").focus();
  });
  form.querySelector("[data-photo-shoot]").addEventListener("click", async () => {
    if (!video.videoWidth) return;
    const picture = await createImageBitmap(video);
    for (const input of form.querySelectorAll("input[type=file]")) input.value = "";
    close();
    cut.show(picture);
    cut.canvas.focus();
  });
  form.querySelector("[data-photo-close]").addEventListener("click", close);
  window.addEventListener("pagehide", close);
}

function sendWhatIsCut(form, cut) {
  form.addEventListener("submit", async (event) => {
    if (!cut.picture) return;
    event.preventDefault();
    if (cut.part.width < LEAST) {
      say(form, "tooSmall");
      return;
    }
    const chosen = new DataTransfer();
    chosen.items.add(await cut.file());
    for (const input of form.querySelectorAll("input[type=file]")) input.value = "";
    form.querySelector("input[name=photo]").files = chosen.files;
    // Not through this listener again.
    form.submit();
  });
}

for (const form of document.querySelectorAll("form[data-photo]")) {
  const cut = new Cut(form);
  moveByPointer(cut);
  moveByKeys(cut);
  takeFiles(form, cut);
  takeWithCamera(form, cut);
  sendWhatIsCut(form, cut);
}
