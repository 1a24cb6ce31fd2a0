// Ed25519 in the browser: by WebCrypto where it knows the curve, else by a small library that ships with the house.

import { verifyAsync } from "./vendor/noble-ed25519.js";

const ED25519 = { name: "Ed25519" };
// The first test vector of RFC 8032, by which a browser shows whether it knows the curve, and knows it right.
const PROBE = {
  public: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
  signature:
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
};

export const bytesOfHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const bytesOfBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/**
 * Answer a function `(public, signature, message) => Promise<boolean>` over bytes. It never throws: a key or signature
 * of a wrong length is not good. `isForced` leaves WebCrypto aside.
 */
export async function verifier(isForced = false) {
  const native = isForced ? null : nativeVerifier();
  if (native) {
    const isGood = await native(bytesOfHex(PROBE.public), bytesOfHex(PROBE.signature), new Uint8Array());
    if (isGood) return Object.assign(native, { means: "webcrypto" });
  }
  return Object.assign(plainVerifier, { means: "library" });
}

function nativeVerifier() {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  const imported = new Map();
  const keyOf = (raw) => {
    const mark = hexOf(raw);
    if (!imported.has(mark)) imported.set(mark, subtle.importKey("raw", raw, ED25519, false, ["verify"]));
    return imported.get(mark);
  };
  return async (raw, signature, message) => {
    try {
      return await subtle.verify(ED25519, await keyOf(raw), signature, message);
    } catch {
      return false;
    }
  };
}

async function plainVerifier(raw, signature, message) {
  try {
    return await verifyAsync(signature, message, raw, { zip215: false });
  } catch {
    return false;
  }
}
