// What the ear is told: one high tone goes in, two tones ask, one long low tone stops.

const TONES = {
  green: [[0, 0.14, 880]],
  amber: [
    [0, 0.12, 520],
    [0.18, 0.12, 520],
  ],
  red: [[0, 0.55, 165]],
};
const SHAKES = { green: [60], amber: [60, 60, 60], red: [400] };
const LOUD = 0.25;

let context = null;

/** Browsers let a page sound only after somebody touched it. */
export function wakeSound() {
  context ??= globalThis.AudioContext ? new AudioContext() : null;
  if (context?.state === "suspended") void context.resume();
}

export function sound(colour) {
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(SHAKES[colour]);
  if (context?.state !== "running") return;
  for (const [after, length, pitch] of TONES[colour] ?? []) {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const at = context.currentTime + after;
    tone.type = colour === "red" ? "square" : "sine";
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(LOUD, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + length);
  }
}
