import { basename } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { takeInventory } from "../../src/inventory/take-inventory.ts";
import { main } from "../../src/cli/main.ts";
import { showOnTerminal } from "../../src/cli/show.ts";
import { textField } from "../../src/model/field.ts";
import { plain, valueAt } from "../../src/model/data.ts";
import type { Repository } from "../../src/model/rule.ts";
import { escapeXml } from "../../src/report/escape/xml.ts";
import { rules } from "../../src/rules/index.ts";
import { examineTexts } from "../support/examine-texts.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { tempFolder } from "../support/temp-folder.ts";

/**
 * The forty cases of skills-ref's own suite at agentskills/agentskills@69ef37e, in our words: twenty-one of its validator,
 * fifteen of its parser, four of its prompt. `reports` is a part of what agent-ci says under the client profile skills-ref.
 */
interface Case {
  readonly name: string;
  readonly folder?: string;
  readonly file?: string;
  readonly text: string;
  readonly reports?: string;
}

const skill = (name: string, more = "", description = "Does one thing."): string =>
  `---\nname: ${name}\ndescription: ${description}\n${more}---\n# Title\n`;

const VALIDATOR: readonly Case[] = [
  { name: "a valid skill", text: skill("one-thing") },
  { name: "a folder without SKILL.md", file: "README.md", text: "# One thing\n", reports: "nothing" },
  { name: "capitals in the name", folder: "OneThing", text: skill("OneThing"), reports: "skill/name-format" },
  { name: "a name of 70 letters", folder: "a".repeat(70), text: skill("a".repeat(70)), reports: "skill/name-length" },
  { name: "a hyphen in front", folder: "-one", text: skill("-one"), reports: "skill/name-format" },
  { name: "two hyphens in a row", folder: "one--thing", text: skill("one--thing"), reports: "skill/name-format" },
  { name: "an underscore", folder: "one_thing", text: skill("one_thing"), reports: "skill/name-format" },
  { name: "another name than the folder's", text: skill("other"), reports: "skill/name-matches-directory" },
  { name: "a field that nobody specified", text: skill("one-thing", "colour: red\n"), reports: "skill/unknown-field" },
  { name: "license and metadata", text: skill("one-thing", "license: MIT\nmetadata:\n  author: Ada\n") },
  { name: "allowed tools with spaces", text: skill("one-thing", "allowed-tools: Bash(jq:*) Bash(git:*)\n") },
  { name: "a Chinese name", folder: "技能", text: skill("技能") },
  { name: "a Russian name with a hyphen", folder: "мой-навык", text: skill("мой-навык") },
  { name: "a Russian name", folder: "навык", text: skill("навык") },
  { name: "a Russian name in capitals", folder: "НАВЫК", text: skill("НАВЫК"), reports: "skill/name-format" },
  {
    name: "a description of 1,100 characters",
    text: skill("one-thing", "", "x".repeat(1100)),
    reports: "skill/description-length",
  },
  { name: "what it is compatible with", text: skill("one-thing", "compatibility: Needs Python 3.11\n") },
  {
    name: "compatibility of 550 characters",
    text: skill("one-thing", `compatibility: ${"x".repeat(550)}\n`),
    reports: "skill/compatibility",
  },
  { name: "a name in another Unicode form than the folder's", folder: "café", text: skill("cafe\u0301") },
];

const PARSER: readonly Case[] = [
  { name: "no frontmatter", text: "# One thing\n", reports: "skill/frontmatter" },
  { name: "a frontmatter without an end", text: "---\nname: one-thing\ndescription: D.\n", reports: "file/syntax" },
  { name: "a list without an end", text: "---\nname: [one\ndescription: D.\n---\n", reports: "file/syntax" },
  { name: "a list instead of fields", text: "---\n- one\n- two\n---\n", reports: "file/syntax" },
  { name: "no name", text: "---\ndescription: D.\n---\n", reports: "skill/name-required" },
  { name: "no description", text: "---\nname: one-thing\n---\n", reports: "skill/description-required" },
  { name: "the file in lower case", file: "skill.md", text: skill("one-thing") },
];

let passed = 0;
function counted(name: string, run: () => Promise<void>): void {
  test(name, async () => {
    await run();
    passed += 1;
  });
}

async function judged({ folder = "one-thing", file = "SKILL.md", text }: Case): Promise<readonly string[]> {
  const found = await examineTexts({ [`skills/${folder}/${file}`]: text }, rules, { clients: ["skills-ref"] });
  return found.filter(({ severity }) => severity === "error").map(({ rule, message }) => `${rule}: ${message}`);
}

async function read(texts: Readonly<Record<string, string>>): Promise<Repository> {
  return takeInventory(memoryFiles(texts), { ignored: () => false }, { outline: false });
}

async function exitOf(folder: string, path: string): Promise<{ readonly code: number; readonly err: string }> {
  let err = "";
  const world = {
    cwd: folder,
    env: { PATH: process.env["PATH"] },
    out: () => undefined,
    err: (text: string) => void (err += text),
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
  };
  return { code: await main(["validate", path], { ...world, show: (one) => showOnTerminal(world, one) }), err };
}

describe("its validator", () => {
  counted("a folder that does not exist", async () => {
    const { code, err } = await exitOf(tempFolder({ "a.txt": "" }), "skills/none");
    expect(code).toBe(2);
    expect(err).toContain("skills/none");
  });
  counted("a file instead of a folder", async () => {
    expect((await exitOf(tempFolder({ "notes.txt": "Notes.\n" }), "notes.txt")).code).toBe(2);
  });
  for (const one of VALIDATOR)
    counted(one.name, async () => {
      if (one.reports === "nothing") {
        expect((await read({ [`skills/one-thing/${one.file ?? ""}`]: one.text })).of("skill")).toEqual([]);
        return;
      }
      const errors = await judged(one);
      if (one.reports === undefined) expect(errors).toEqual([]);
      else expect(errors.join("\n")).toContain(one.reports);
    });
});

describe("its parser", () => {
  counted("fields and text", async () => {
    const [found] = (await read({ "skills/one-thing/SKILL.md": skill("one-thing") })).of("skill");
    expect(found && [textField(found, "name")?.value, textField(found, "description")?.value]).toEqual([
      "one-thing",
      "Does one thing.",
    ]);
    expect(found?.source.text.slice(found.body.start, found.body.end)).toContain("# Title");
  });
  counted("license", async () => {
    const [found] = (await read({ "skills/one-thing/SKILL.md": skill("one-thing", "license: MIT\n") })).of("skill");
    expect(found && textField(found, "license")?.value).toBe("MIT");
  });
  counted("metadata", async () => {
    const text = skill("one-thing", 'metadata:\n  author: Ada\n  version: "1.0"\n');
    const [found] = (await read({ "skills/one-thing/SKILL.md": text })).of("skill");
    const metadata = valueAt(found?.frontmatter?.data, "metadata");
    expect(metadata && plain(metadata)).toEqual({ author: "Ada", version: "1.0" });
  });
  counted("no file", async () => {
    expect((await read({ "skills/one-thing/notes.md": "Notes.\n" })).of("skill")).toEqual([]);
  });
  counted("allowed tools", async () => {
    const text = skill("one-thing", "allowed-tools: Bash(jq:*) Bash(git:*)\n");
    const [found] = (await read({ "skills/one-thing/SKILL.md": text })).of("skill");
    expect(found && textField(found, "allowed-tools")?.value).toBe("Bash(jq:*) Bash(git:*)");
  });
  counted("capitals and lower case side by side", async () => {
    const texts = { "skills/one-thing/SKILL.md": skill("one-thing"), "skills/one-thing/skill.md": "lower case\n" };
    expect((await read(texts)).of("skill").map(({ path }) => basename(path))).toContain("SKILL.md");
  });
  counted("neither", async () => {
    expect((await read({ "skills/one-thing/run.sh": "true\n" })).artifacts).toEqual([]);
  });
  counted("the fields of a file in lower case", async () => {
    const [found] = (await read({ "skills/one-thing/skill.md": skill("one-thing") })).of("skill");
    expect(found && textField(found, "name")?.value).toBe("one-thing");
  });
  for (const one of PARSER)
    counted(one.name, async () => {
      const errors = await judged(one);
      if (one.reports === undefined) expect(errors).toEqual([]);
      else expect(errors.join("\n")).toContain(one.reports);
    });
});

/** We make no prompt of a listing; what there is to compare is which skills are found, where, and how their texts are escaped. */
describe("its prompt", () => {
  counted("no skills", async () => {
    expect((await read({})).of("skill")).toEqual([]);
  });
  counted("one skill with its name, description and place", async () => {
    const [found] = (await read({ "skills/one-thing/SKILL.md": skill("one-thing") })).of("skill");
    expect(found).toMatchObject({ path: "skills/one-thing/SKILL.md" });
    expect(found && textField(found, "description")?.value).toBe("Does one thing.");
  });
  counted("two skills", async () => {
    const texts = { "skills/a/SKILL.md": skill("a"), "skills/b/SKILL.md": skill("b") };
    expect((await read(texts)).of("skill").map((one) => textField(one, "name")?.value)).toEqual(["a", "b"]);
  });
  counted("characters that XML uses", async () => {
    const [found] = (await read({ "skills/a/SKILL.md": skill("a", "", "Use <foo> & <bar> tags") })).of("skill");
    const description = (found && textField(found, "description")?.value) ?? "";
    expect(description).toBe("Use <foo> & <bar> tags");
    expect(escapeXml(description)).toBe("Use &lt;foo&gt; &amp; &lt;bar&gt; tags");
  });
});

const TOTAL = 40;
afterAll(() => console.log(`skills-ref's own suite, restated: ${passed} of ${TOTAL} passed`));
test("all forty cases are here", () => {
  expect(2 + VALIDATOR.length + 8 + PARSER.length + 4).toBe(TOTAL);
});
