import { expect, test } from "vitest";
import { billedFiles } from "../../src/rehearsal/bill/billed-files.ts";
import { contextBill } from "../../src/rehearsal/bill/context-bill.ts";
import { loadTokenizer } from "../../src/tokens/tokenizer.ts";
import { agents } from "../../scripts/agents/table.ts";
import { inventoryOf } from "../support/inventory-of.ts";
import { ask, names } from "./ask-client.ts";
import { SKILL, skillCases } from "./skill-cases.ts";

const RULES = "# House rules\n\nNever push to the branch that is released.\nWrite a test for every change.\n";
/** The instructions that each client reads. */
const instructions = {
  "claude-code": "CLAUDE.md",
  codex: "AGENTS.md",
  copilot: "AGENTS.md",
  gemini: "GEMINI.md",
  opencode: "AGENTS.md",
} as const;

test.each(names)("%s: its instructions and the listing of its skill are on the bill, exactly", async (name) => {
  const files = {
    [instructions[name]]: RULES,
    [skillCases[name].path]: SKILL,
    "notes/unread.md": "Nobody reads this file.",
  };
  const { asked } = await ask(name, files, { ...(skillCases[name].more && { more: skillCases[name].more }) });
  const { artifacts } = await inventoryOf(files);
  const { count } = await loadTokenizer("o200k_base");
  const who = { agent: name, version: agents[name].version };
  const bill = await contextBill(asked, billedFiles(artifacts), async (texts) => texts.map((text) => count(text)), who);
  const lines = Object.fromEntries(bill.files.map((line) => [line.path, line]));
  process.stdout.write(
    `${name}: ${bill.total} tokens, ${bill.files.map(({ path, every }) => `${path} ${every}`).join(", ")}\n`,
  );
  expect(lines[instructions[name]]).toMatchObject({ loaded: "every", every: count(RULES) });
  expect(lines[skillCases[name].path]).toMatchObject({ loaded: "every" });
  expect(lines[skillCases[name].path]?.every).toBeGreaterThan(count("demo: Use it whenever somebody says ping."));
});
