/** Bits of 32 per key: two of them make two different keys alike once in so many that nobody will see it. */
const WORDS = 2;
const SMALLEST = 1 << 12;

/**
 * Which answers were counted already: sixteen bytes for each, whatever its name. Forked and resumed sessions hold
 * copies of what stands elsewhere.
 */
export function openSeen(): (one: number, other: number) => boolean {
  let size = SMALLEST;
  let slots = new Int32Array(size * WORDS);
  let used = 0;

  const place = (one: number, other: number): boolean => {
    for (let slot = one & (size - 1); ; slot = (slot + 1) & (size - 1)) {
      const at = slot * WORDS;
      if (slots[at] === 0 && slots[at + 1] === 0) {
        slots[at] = one;
        slots[at + 1] = other;
        used += 1;
        return false;
      }
      if (slots[at] === one && slots[at + 1] === other) return true;
    }
  };

  const grow = (): void => {
    const before = slots;
    size *= 2;
    slots = new Int32Array(size * WORDS);
    used = 0;
    for (let at = 0; at < before.length; at += WORDS) {
      const [one = 0, other = 0] = [before[at], before[at + 1]];
      if (one !== 0 || other !== 0) place(one, other);
    }
  };

  return (one, other) => {
    if (used * 2 >= size) grow();
    return place(one, other === 0 ? 1 : other);
  };
}

/** The number that stands for a name: one of 2⁵³. */
export function nameNumber(name: string): number {
  const [one, other] = hashOf(name);
  return (other & 0x1f_ffff) * 2 ** 32 + (one >>> 0);
}

/** The run, and its only conversation, of a log that has a name for it; nothing where it has none. */
export const runOf = (source: string, name: unknown): { readonly run?: number; readonly thread?: number } => {
  if (typeof name !== "string" || name === "") return {};
  const run = nameNumber(`${source} ${name}`);
  return { run, thread: run };
};

/** Two hashes of 32 bits by multiplying (cyrb53, public domain). */
export function hashOf(key: string): readonly [one: number, other: number] {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    other = Math.imul(other ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return [one | 0, other | 0];
}
