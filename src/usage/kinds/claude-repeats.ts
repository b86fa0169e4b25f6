import type { LogReading } from "../log-kind.ts";

const MESSAGE = '"message":{';
const USAGE = '"usage":{';

/** More of a message, content left out, is no answer's. */
const MOST_KEPT = 8192;

export interface Repeats {
  readonly repeats: NonNullable<LogReading["repeats"]>;
  /** Told of the request that the line asked about last answers. */
  readonly answers: (request: string) => void;
}

/** Most lines of an answer say what the first of them said, but for their content: those need not be parsed. */
export function openRepeats(): Repeats {
  /** Of the line that was read last: its message but for the content, and the request that it answers. */
  const kept = Buffer.alloc(MOST_KEPT);
  let kinship: { readonly message: number; readonly all: number; request?: string } | undefined;
  return {
    answers: (request) => {
      if (kinship) kinship.request = `"${request}"`;
    },
    repeats: (bytes, { head, tail }) => {
      const begin = bytes.lastIndexOf(MESSAGE, head);
      if (kinship?.request !== undefined && head - begin === kinship.message) {
        const { message, all, request } = kinship;
        const end = tail + all - message;
        const isKin =
          end <= bytes.length &&
          bytes.compare(kept, message, all, tail, end) === 0 &&
          bytes.compare(kept, 0, message, begin, head) === 0;
        if (isKin && (bytes.includes(request, end) || bytes.lastIndexOf(request, begin) !== -1)) return true;
      }
      const end = usageEnd(bytes, tail);
      const message = head - begin;
      const all = message + end - tail;
      kinship = begin === -1 || end === -1 || all > MOST_KEPT ? undefined : { message, all };
      if (kinship) {
        bytes.copy(kept, 0, begin, head);
        bytes.copy(kept, message, tail, end);
      }
      return false;
    },
  };
}

/** Behind the brace that ends the usage; -1 where that is not plain. */
function usageEnd(bytes: Buffer, from: number): number {
  let quoted = false;
  let depth = 0;
  const begin = bytes.indexOf(USAGE, from);
  if (begin === -1) return -1;
  for (let at = begin + USAGE.length - 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) return -1;
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (byte === OPEN) depth += 1;
    else if (byte === CLOSE && (depth -= 1) === 0) return at + 1;
  }
  return -1;
}
const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x7b, 0x7d];
