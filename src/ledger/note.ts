import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/**
 * Signed notes, by https://c2sp.org/signed-note: a text, an empty line, and signatures. Ed25519 alone.
 * Read 2026-11-30, at commit 5ba5ee8 of C2SP/C2SP.
 */
export interface VerifyingKey {
  readonly name: string;
  /** Four bytes, in hexadecimal digits. */
  readonly id: string;
  readonly key: KeyObject;
}
export interface SigningKey extends VerifyingKey {
  readonly secret: KeyObject;
}
interface KeyPair {
  /** `PRIVATE+KEY+<name>+<id>+<seed>`, as golang.org/x/mod/sumdb/note writes it. */
  readonly signing: string;
  /** `<name>+<id>+<key>`, a verifier key of C2SP. */
  readonly verifying: string;
}

const ED25519 = 1;
/** What stands before a seed of 32 bytes, https://www.rfc-editor.org/rfc/rfc8410#section-7, read 2026-11-30. */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const PRIVATE = "PRIVATE+KEY+";
const LONGEST_NOTE = 64 * 1024;
const MOST_SIGNATURES = 64;

/** Names are parted by a plus from what follows, and by a space in a signature. */
export const isKeyName = (name: string): boolean => name !== "" && !/[\s+\p{Cc}\p{Surrogate}]/u.test(name);

/** A fresh pair for a log of this name. */
export function makeKeyPair(name: string): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const id = keyId(name, rawPublic(publicKey));
  const seed = Buffer.from(privateKey.export({ format: "jwk" }).d ?? "", "base64url");
  return {
    signing: `${PRIVATE}${name}+${id}+${encoded(seed)}`,
    verifying: verifyingText({ name, id, key: publicKey }),
  };
}

export const verifyingText = ({ name, id, key }: VerifyingKey): string => `${name}+${id}+${encoded(rawPublic(key))}`;

const encoded = (raw: Uint8Array): string => Buffer.concat([Buffer.of(ED25519), raw]).toString("base64");

/** Undefined where a text is no verifier key for Ed25519. */
export function readVerifyingKey(text: string): VerifyingKey | undefined {
  const parts = keyParts(text.trim());
  if (!parts) return undefined;
  const { name, id, raw } = parts;
  if (id !== keyId(name, raw)) return undefined;
  const jwk = { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") };
  return { name, id, key: createPublicKey({ key: jwk, format: "jwk" }) };
}

/** Undefined where a text is no private key for Ed25519. What it says of its name and id has to be true. */
export function readSigningKey(text: string): SigningKey | undefined {
  const trimmed = text.trim();
  const parts = trimmed.startsWith(PRIVATE) ? keyParts(trimmed.slice(PRIVATE.length)) : undefined;
  if (!parts) return undefined;
  const { name, id, raw } = parts;
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, raw]), format: "der", type: "pkcs8" });
  const key = createPublicKey(secret);
  return id === keyId(name, rawPublic(key)) ? { name, id, key, secret } : undefined;
}

function keyParts(text: string) {
  const [name = "", id = "", ...rest] = text.split("+");
  const bytes = fromBase64(rest.join("+")); // a plus is a digit of Base64
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(id) || bytes?.length !== 33 || bytes[0] !== ED25519) return undefined;
  return { name, id, raw: bytes.subarray(1) };
}

const rawPublic = (key: KeyObject): Buffer => Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url");

const keyId = (name: string, raw: Uint8Array): string =>
  hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), raw]), "hex").slice(0, 8);

/** Undefined for what is not exactly how Base64 writes something. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

/** `text` ends with a line end. */
export function signNote(text: string, { name, id, secret }: SigningKey): string {
  const signature = Buffer.concat([Buffer.from(id, "hex"), sign(null, Buffer.from(text), secret)]);
  return `${text}\n— ${name} ${signature.toString("base64")}\n`;
}

export type OpenedNote =
  | { readonly ok: true; readonly text: string; readonly by: VerifyingKey }
  | { readonly ok: false; readonly reason: string };

/** The text of a note that one of the keys signed. Of keys that are not known nothing is believed, nor refused. */
export function openNote(note: string, keys: readonly VerifyingKey[]): OpenedNote {
  if (note.length > LONGEST_NOTE) return { ok: false, reason: `it has more than ${LONGEST_NOTE} characters` };
  if (note.includes("\r")) return { ok: false, reason: "its line ends were converted to CRLF" };
  if (/[^\P{Cc}\n]/u.test(note)) return { ok: false, reason: "it has control characters" };
  const parted = note.lastIndexOf("\n\n");
  const lines = note.slice(parted + 2).split("\n");
  if (parted === -1 || lines.length < 2 || lines.pop() !== "") return { ok: false, reason: "it is no signed note" };
  if (lines.length > MOST_SIGNATURES) return { ok: false, reason: `it has more than ${MOST_SIGNATURES} signatures` };
  const text = note.slice(0, parted + 1);
  let by: VerifyingKey | undefined;
  for (const line of lines) {
    const [, name, digits = ""] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    const bytes = fromBase64(digits);
    if (name === undefined || bytes === undefined || bytes.length < 5)
      return { ok: false, reason: "a line of its signatures is none" };
    const id = bytes.subarray(0, 4).toString("hex");
    const key = keys.find((one) => one.name === name && one.id === id);
    if (!key) continue;
    if (!verify(null, Buffer.from(text), key.key, bytes.subarray(4)))
      return { ok: false, reason: `the signature of ${name} is wrong` };
    by ??= key;
  }
  return by ? { ok: true, text, by } : { ok: false, reason: "no key that is trusted here signed it" };
}
