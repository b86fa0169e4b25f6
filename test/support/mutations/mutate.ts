/** Deterministic numbers in [0, 1): mulberry32. A failure names its seed, and the seed brings it back. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TOKENS = [
  "---\n", "\r\n", "\uFEFF", "\0", "\u202E", "\u{E0041}", "\u200D", "```\n", "~~~", "[", "](", "{", "}", "]", "\"", "'", "\\", ": ", "- ", "? ", "| ", "> ",
  "&a ", "*a", "!!js/function ", "<<: ", "%TAG ! !\n", "# ", "<!--", "-->", "<script>", "::error::", "##[error]", "\u001B[31m", "${{ github.token }}", "__proto__: 1\n", "constructor:\n",
  "\"__proto__\": {},", "[[a.b]]\n", "a.b.c = 1\n", "\"\"\"", ",", ";", "\t", " ", "\u2028", "𝒜", "ﬁ", "@./", "$(", "`", "|\n",
] as const; // prettier-ignore

const REPEATED = ["[", "{", "(", "*", "_", ">", "- ", "`", "&a [", "<", "\n", " ", "a", "\u0301", "!["] as const;

/** A copy of some bytes with one to six faults of the kinds that files really have, and attackers write. */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  let mutated: Buffer = Buffer.from(bytes);
  const at = (length = mutated.length): number => Math.floor(random() * (length + 1));
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  for (let count = 1 + at(5); count > 0; count--) {
    const from = at();
    const to = Math.min(mutated.length, from + at(40));
    const [before, inside, after] = [mutated.subarray(0, from), mutated.subarray(from, to), mutated.subarray(to)];
    const changes: readonly (() => Buffer)[] = [
      () => Buffer.concat([before, after]),
      () => Buffer.concat([before, inside, inside, after]),
      () => Buffer.concat([before, Buffer.from(pick(TOKENS) ?? ""), inside, after]),
      () => Buffer.concat([before, Buffer.from((pick(REPEATED) ?? "").repeat(at(3000))), inside, after]),
      () => Buffer.concat([before, Buffer.from([at(255)]), after]),
      () => Buffer.concat([after, inside, before]),
      () => Buffer.from(mutated.toString("utf8").replaceAll("\n", "\r\n")),
    ];
    mutated = pick(changes)?.() ?? mutated;
  }
  return mutated;
}
