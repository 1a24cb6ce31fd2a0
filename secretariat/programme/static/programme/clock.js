// A clock that counts down from what the server said was left, and up beyond it.

let timer = 0;

const written = (seconds) => {
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? "−" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

export const run = (root) => {
  clearInterval(timer);
  const face = root.querySelector("[data-clock]");
  if (!face) return;
  const [left, began] = [Number(face.dataset.left), performance.now()];
  const tick = () => {
    const now = left - Math.floor((performance.now() - began) / 1000);
    face.textContent = written(now);
    face.closest(".floor-clock, .wall-floor")?.classList.toggle("is-over", now < 0);
  };
  if (face.dataset.runs === "yes") timer = setInterval(tick, 250);
};
