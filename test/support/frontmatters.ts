import { seeded } from "./seeded.ts";

const KEYS = [
  ..."allowed-tools model hooks description name tools permissionMode metadata".split(" "),
  '"allowed-tools"',
  "'model'",
  String.raw`"allowed\x2dtools"`,
  String.raw`"\u006dodel"`,
  "!!str model",
  "!tag tools",
  "&k permissionMode",
  "*k ",
  "<<",
  '"<<"',
  "? allowed-tools\n",
  "? model",
];
const VALUES = [
  "Bash(*)",
  '"Bash(*)"',
  "'Bash(*)'",
  "opus",
  "--- the rules",
  "a --- b",
  "|\n  Bash\n  ---\n  x",
  ">-\n  Bash(*)\n  model: opus",
  '&y {allowed-tools: "Bash(*)", model: opus}',
  "&z {hooks: {Stop: [{command: x}]}}",
  "*y",
  "[*y, *z]",
  "&y\n  allowed-tools: Bash(*)\n  tools: Bash",
  "\n  <<: *y\n  a: 1",
  "!!str Bash(*)",
  "!!map {tools: Bash}",
  "!x opus",
  "[Bash, Read]",
  "\n  - Bash\n  - {tools: Read}",
  "true",
  "",
  "x # model: opus",
  '"a\n  b"',
  "{model: opus, ? tools : Bash}",
];
const ENDS = [
  "\n",
  "\n",
  "\n",
  "\n",
  "\r\n",
  "\r",
  "\u0085",
  "\u2028",
  "\u2029",
  " # x\r",
  " # x\n",
  "\n\n",
  "\n...\n",
];
const FENCES = ["---", "---", "---", "--- ", "---\t", "---\u00A0", "---\u3000", "---\uFEFF"];

/** Markdown files whose frontmatter readers may read differently: the same ones for the same seed. */
export function frontmatters(seed: number, count: number): readonly string[] {
  const below = seeded(seed);
  const one = (from: readonly string[]): string => from[below(from.length)] ?? "";
  return Array.from({ length: count }, () => {
    const lines = Array.from({ length: 1 + below(5) }, () => `${one(KEYS)}: ${one(VALUES)}${one(ENDS)}`);
    const text = lines.join("");
    return `${one(FENCES)}\n${text}${text.endsWith("\n") ? "" : "\n"}${one(FENCES)}\nShip.\n`;
  });
}
