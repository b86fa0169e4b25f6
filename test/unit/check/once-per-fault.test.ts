import { expect, test } from "vitest";
import { CLIENTS } from "../../../src/model/client.ts";
import { defineArtifactRule } from "../../../src/model/rule.ts";
import { rules } from "../../../src/rules/index.ts";
import { ruleCases } from "../../rules/index.ts";
import { examineTexts } from "../../support/examine-texts.ts";

const facts = { summary: "", why: "", consequence: "", help: "", since: "0.1.0", examples: [] };
const on = ["instructions"] as const;
const strong = defineArtifactRule({
  ...facts,
  id: "test/strong",
  on,
  severity: "warning",
  *check() {
    yield { message: "Strong.", at: { start: 2, end: 4 } };
  },
});
const weak = defineArtifactRule({
  ...facts,
  id: "test/weak",
  on,
  severity: "warning",
  yieldsTo: ["test/strong"],
  *check() {
    yield { message: "There.", at: { start: 3, end: 9 } };
    yield { message: "Elsewhere.", at: { start: 5, end: 9 } };
    yield { message: "Of the file." };
  },
});
const FILES = { "AGENTS.md": "# Payments\n" };

async function said(severities: Readonly<Record<string, "error" | "warning" | "info" | "off">>) {
  const found = await examineTexts(FILES, [weak, strong], { rules: severities });
  return found.map(({ message }) => message).sort();
}

test("a rule says nothing where one to which it yields says something", async () => {
  expect(await said({})).toEqual(["Elsewhere.", "Of the file.", "Strong."]);
});

test("it does where that one is milder, or off: no error is left out for a warning", async () => {
  expect(await said({ "test/weak": "error" })).toEqual(["Elsewhere.", "Of the file.", "Strong.", "There."]);
  expect(await said({ "test/strong": "off" })).toEqual(["Elsewhere.", "Of the file.", "There."]);
});

test("rules yield to rules that are there, and none to one that yields to it", () => {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const reached = (id: string, seen: readonly string[] = []): readonly string[] =>
    (byId.get(id)?.yieldsTo ?? []).flatMap((next) =>
      seen.includes(next) ? [next] : [next, ...reached(next, [...seen, next])],
    );
  for (const { id, yieldsTo = [] } of rules) {
    for (const other of yieldsTo) expect(byId.has(other), `${id} yields to ${other}`).toBe(true);
    expect(reached(id), id).not.toContain(id);
  }
});

/** What stands at one place in an example, and is two faults: to mend one leaves the other. */
const TWO_FAULTS: ReadonlySet<string> = new Set([
  "context/claude-code-listing + context/codex-listing",
  // A link in the part of a file that Codex cuts off.
  "context/codex-instructions + link/leaves-root",
  "hooks/executable + hooks/unquoted-path",
  "hooks/script-missing + hooks/unquoted-path",
  "loading/copilot-fields + skill/unknown-field",
  "mcp/pinned + mcp/skipped-server",
  "skill/body-empty + skill/byte-order-mark",
  "skill/body-empty + skill/description-required",
  "skill/body-empty + skill/name-required",
  "skill/body-empty + skill/unnamed",
  // A name that is another skill's is a warning, and that it is not its folder's an error of the standard.
  "skill/duplicate-name + skill/name-matches-directory",
  // The standard refuses the field, and only the other rule says which one was meant.
  "skill/misspelt-field + skill/unknown-field",
  "team/agent-missing + team/values",
]);

test("no example has one fault said twice", { timeout: 120_000 }, async () => {
  const asked = rules.filter(({ scope, history }) => scope !== "change" && !history);
  const twice = new Map<string, string>();
  for (const rule of rules) {
    const more = ruleCases.filter((one) => one.rule === rule).flatMap(({ cases }) => cases);
    for (const { because, files, base, reports } of [...rule.examples, ...more]) {
      if (!reports || base) continue;
      const found = await examineTexts(files, asked, { clients: CLIENTS });
      for (const one of found)
        for (const other of found)
          if (one.path === other.path && one.rule < other.rule && meet(one, other))
            twice.set(`${one.rule} + ${other.rule}`, `${rule.id}: ${because}`);
    }
  }
  const unknown = [...twice].filter(([pair]) => !TWO_FAULTS.has(pair));
  expect(unknown, "let one rule yield to the other, or say in TWO_FAULTS why these are two").toEqual([]);
});

interface Placed {
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

function meet(a: Placed, b: Placed): boolean {
  if (a.line !== b.line) return false;
  return end(a) >= (b.column ?? 0) && end(b) >= (a.column ?? 0);
}

const end = ({ line, endLine, column = 0, endColumn = column }: Placed): number =>
  endLine === line ? endColumn : Infinity;

test("a field of a subagent that Copilot refuses is told once, also where a rule of its own looks at it", async () => {
  const text = "---\ndescription:\n  a: A.\nmcp-servers:\n  docs: [docs]\nhooks: [Stop]\n---\nAsk.\n";
  const listed = "---\ndescription: A.\nmcp-servers: [docs]\n---\nAsk.\n";
  const found = await examineTexts(
    { ".github/agents/a.agent.md": text, ".github/agents/b.agent.md": listed },
    rules.filter(({ scope, history }) => scope !== "change" && !history),
    { clients: ["copilot"] },
  );
  expect(
    found.flatMap(({ path, line, rule, severity }) =>
      path?.startsWith(".github/agents/") && severity !== "info" ? [`${path.slice(15)}:${line} ${rule}`] : [],
    ),
  ).toEqual([
    "a.agent.md:3 loading/copilot-fields",
    "a.agent.md:5 mcp/server-shape",
    "a.agent.md:6 hooks/shape",
    "b.agent.md:3 loading/copilot-fields",
  ]);
});
