/** Words that say nothing of what a skill is for. */
const EMPTY: ReadonlySet<string> = new Set(
  `a an and are as at be by can do does for from has have how i if in into is it its me my no not of on or our should so
  that the their them then there these this to use used using want we what when which who will with would could need
  you your`.split(/\s+/),
);

/** Endings by which forms of one word differ, the longer ones first. */
const ENDINGS: readonly string[] = [
  "ization",
  "ational",
  "ations",
  "ation",
  "ments",
  "ment",
  "ings",
  "ing",
  "edly",
  "ed",
  "ers",
  "er",
  "ors",
  "or",
  "ally",
  "ly",
  "able",
  "ible",
  "ive",
  "ness",
  "ity",
  "es",
  "e",
];
/** What has to be left of a word without its ending. */
const SHORTEST_STEM = 3;
/** A word that is longer is no word: nobody asks for it, and it would fill the index. */
const LONGEST_WORD = 64;

/** What a word is searched by: lowercase and without its ending; undefined for what says nothing. English only. */
export function termOf(word: string): string | undefined {
  const plain = word.toLowerCase();
  if (plain === "" || plain.length > LONGEST_WORD || EMPTY.has(plain)) return undefined;
  if (plain.length <= SHORTEST_STEM + 1) return plain;
  const one = plain.endsWith("ies")
    ? `${plain.slice(0, -3)}y`
    : plain.endsWith("s") && !plain.endsWith("ss")
      ? plain.slice(0, -1)
      : plain;
  const ending = ENDINGS.find((end) => one.length - end.length >= SHORTEST_STEM && one.endsWith(end));
  const stem = ending === undefined ? one : one.slice(0, -ending.length);
  return stem.replace(/([b-df-hj-np-tv-z])\1$/, "$1").replace(/i$/, "y");
}
