import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { validate } from "skills-ref";
import { rules } from "../../src/rules/index.ts";
import { DISAGREEMENTS } from "../contract/skills-ref-disagreements.ts";
import { examineTexts } from "./examine-texts.ts";

/** The rules that say what skills-ref refuses; the others speak for other clients. */
const profile = rules.filter(
  ({ id, severityFor }) => severityFor?.["skills-ref"] === "error" || id.startsWith("file/"),
);

/** Under the client profile `skills-ref` agent-ci accepts a skill exactly when skills-ref does. */
async function ours(folder: string, bytes: Uint8Array): Promise<readonly string[]> {
  const found = await examineTexts({ [`skills/${folder}/SKILL.md`]: bytes }, profile, { clients: ["skills-ref"] });
  return found.filter(({ severity }) => severity === "error").map(({ rule, message }) => `${rule}: ${message}`);
}

export interface Case {
  readonly folder: string;
  readonly text: string;
}
const excused = ({ text }: Case): string | undefined => DISAGREEMENTS.find(({ applies }) => applies(text))?.reason;

/** How the two differ on a skill in a folder; undefined where they agree, or where it is known why they do not. */
export async function differenceOn(one: Case, directory: string): Promise<string | undefined> {
  const [theirs, mine] = [await validate(directory), await ours(one.folder, new TextEncoder().encode(one.text))];
  if ((theirs.length === 0) === (mine.length === 0)) return undefined;
  if (excused(one) !== undefined) return undefined;
  return `${one.folder}\nskills-ref: ${theirs.join("; ") || "accepted"}\nagent-ci: ${mine.join("; ") || "accepted"}\n${one.text.slice(0, 600)}`;
}

const word = fc.constantFrom(
  "review",
  "Review",
  "pr",
  "мой",
  "Мой",
  "技能",
  "ﬁx",
  "a".repeat(64),
  "a_b",
  "x y",
  "-",
  "--",
  "1",
  "é",
);
const name = fc.array(word, { minLength: 0, maxLength: 4 }).map((words) => words.join("-"));
const scalar = fc.oneof(
  name,
  fc.constantFrom(
    "''",
    '""',
    "null",
    "~",
    "true",
    "1.5",
    "[a, b]",
    "{a: b}",
    "|\n  two\n  lines",
    ">-\n  folded",
    "a: b",
    "'it''s'",
    '"\\u0041"',
    "# nothing",
    "@x",
    "*x",
    "&x y",
    "! x",
    "- x",
    "2026-01-01",
  ),
  fc.constantFrom(1023, 1024, 1025, 500, 501).map((length) => "x".repeat(length)),
);
const key = fc.constantFrom(
  "name",
  "description",
  "license",
  "compatibility",
  "metadata",
  "allowed-tools",
  "version",
  "Name",
);
const line = fc.tuple(key, scalar).map(([field, value]) => `${field}: ${value}`);
const skill = fc.record({
  folder: name.filter((text) => text !== "" && !text.includes("/")),
  own: fc.boolean(),
  described: fc.boolean(),
  lines: fc.array(line, { maxLength: 4 }),
  open: fc.constantFrom("---\n", "---\r\n", "--- \n", "", "\n---\n", "\uFEFF---\n"),
  close: fc.constantFrom("---\n", "---\n", "---\n", "---", "", "...\n"),
  body: fc.constantFrom("", "# Body\n", "a --- b\n"),
});

/** Writes generated skills below `root`, and throws with the first that the two differ on. */
export async function agreeOnGenerated(root: string, options: { readonly seed: number; readonly numRuns: number }) {
  let index = 0;
  await fc.assert(
    fc.asyncProperty(skill, async ({ folder, own, described, lines, open, close, body }) => {
      const fields = [...(own ? [`name: ${folder}`] : []), ...(described ? ["description: Does it."] : []), ...lines];
      const text = `${open}${fields.map((field) => `${field}\n`).join("")}${close}${body}`;
      const directory = join(root, String(index++), folder);
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, "SKILL.md"), text);
      const difference = await differenceOn({ folder, text }, directory);
      if (difference !== undefined) throw new Error(difference);
    }),
    options,
  );
}
