import { CODEX_SKILL_METADATA } from "../../../src/clients/forms/codex-skill-metadata.ts";
import { codexFacts } from "../../../src/clients/codex.ts";
import { isObject } from "../../../src/model/json.ts";
import { formCases } from "../form-cases.ts";
import { mark, marked, type Expectation, type Probe } from "../probe.ts";

const [POLICY, KEY] = codexFacts.skillInvocation.value;
const GUARD = `${POLICY}:\n  ${KEY}: false\n`;
const METADATA = codexFacts.skillMetadata.value;

type Case = readonly [fact: "skillMetadata" | "skillInvocation", path: string, text: string, guards: boolean];

/** A file with the guard, and whether the model is told of its skill all the same. */
const CASES: readonly Case[] = [
  ...formCases(CODEX_SKILL_METADATA).flatMap(({ file, fits }): readonly Case[] => {
    const guarded = withGuard(file);
    return guarded === undefined ? [] : [["skillMetadata", METADATA, JSON.stringify(guarded), fits]];
  }),
  ["skillMetadata", METADATA, `other: 5\n${GUARD}  other: 5\n`, true],
  [
    "skillMetadata",
    METADATA,
    `${GUARD}  products:\ninterface:\n  display_name:\ndependencies:\n  tools:\n    -\n`,
    true,
  ],
  ["skillMetadata", METADATA, `${GUARD}interface:\ndependencies:\n`, true],
  ["skillMetadata", METADATA, `\uFEFF${GUARD}`, true],
  ["skillMetadata", METADATA, `interface: [\n${GUARD}`, false],
  ["skillMetadata", METADATA, `interface:\n  display_name: a: b\n${GUARD}`, false],
  ["skillMetadata", METADATA, `${GUARD}${POLICY}:\n  products: []\n`, false],
  ["skillMetadata", "openai.yaml", GUARD, false],
  ["skillMetadata", "agents/openai.yml", GUARD, false],
  ["skillInvocation", METADATA, GUARD, true],
  ...['"false"', "no", "off", "0", "", "true"].map((value): Case => [
    "skillInvocation",
    METADATA,
    `${POLICY}:\n  ${KEY}: ${value}\n`,
    false,
  ]),
  ["skillInvocation", METADATA, `${POLICY}:\n  allow_implicit_invocaton: false\n`, false],
  ["skillInvocation", METADATA, `${POLICY}:\n  allowImplicitInvocation: false\n`, false],
  ["skillInvocation", METADATA, `Policy:\n  ${KEY}: false\n`, false],
  ["skillInvocation", METADATA, `${KEY}: false\n`, false],
  ["skillInvocation", METADATA, `interface:\n  ${KEY}: false\n`, false],
];

/** The file with the guard beside what it says; undefined where it says something of the guard itself. */
function withGuard(file: unknown): unknown {
  if (!isObject(file)) return undefined;
  const policy = file[POLICY] ?? {};
  if (!isObject(policy)) return file;
  return KEY in policy ? undefined : { ...file, [POLICY]: { ...policy, [KEY]: false } };
}

/** The guard in the frontmatter of a skill. */
const IN_FRONTMATTER: Readonly<Record<string, readonly string[]>> = {
  policy: [`${POLICY}: { ${KEY}: false }`],
  top: [`${KEY}: false`],
};

/** Which skills Codex tells the model of, by what lies beside them. */
export const codexSkillMetadataProbes: readonly Probe[] = [
  {
    question: "codex prompt",
    files: Object.fromEntries(
      Object.entries(IN_FRONTMATTER).map(([name, lines]) => [
        `.agents/skills/${name}/SKILL.md`,
        marked(name, ...lines),
      ]),
    ),
    expects: Object.entries(IN_FRONTMATTER).map(([name, lines]) => ({
      fact: "codex.skillInvocation",
      says: `${lines.join(", ")} of SKILL.md: the model is told`,
      there: mark(name),
    })),
  },
  {
    question: "codex prompt",
    files: Object.fromEntries(
      CASES.flatMap(([, path, text], index) => [
        [`.agents/skills/s${index}/SKILL.md`, marked(`s${index}`)],
        [`.agents/skills/s${index}/${path}`, text],
      ]),
    ),
    expects: CASES.map(([fact, path, text, guards], index): Expectation => ({
      fact: `codex.${fact}`,
      says: `${path}: ${text.trim().replaceAll("\n", ", ")}: the model is ${guards ? "not told" : "told"}`,
      [guards ? "gone" : "there"]: mark(`s${index}`),
    })),
  },
];
