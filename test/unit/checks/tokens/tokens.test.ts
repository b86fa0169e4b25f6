import { expect, test } from "vitest";
import { main } from "../../../../src/cli/main.ts";
import type { JudgedReport } from "../../../../src/workspace/world.ts";
import { render } from "../../../../src/report/markdown/markdown.ts";
import { text } from "../../../../src/report/text/text.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

async function run(argv: readonly string[], cwd: string) {
  let err = "";
  let judged: JudgedReport | undefined;
  const code = await main(argv, {
    cwd,
    env: { PATH: process.env["PATH"] },
    out: () => {},
    err: (part) => void (err += part),
    terminal: { out: false, err: false },
    clock: { now: () => 0 },
    show: async (given) => {
      judged = given;
    },
  });
  return { code, err, judged };
}

/** "Run the tests.\n" has 4 tokens. */
const FILES = {
  "AGENTS.md": "Run the tests.\n",
  "api/AGENTS.md": "Run the tests.\n",
  "api/main.ts": "",
  ".claude/skills/one/SKILL.md": "---\nname: one\ndescription: First.\n---\nRun the tests.\n",
};

test("there is one number per file, and per client and folder", async () => {
  const { code, judged } = await run(["tokens"], tempFolder(FILES));
  expect(code).toBe(0);
  const measured = judged?.report.measurements ?? [];
  expect(measured).toContainEqual({
    metric: "tokens",
    value: 4,
    unit: "tokens",
    labels: { kind: "instructions", encoding: "o200k_base" },
    path: "AGENTS.md",
  });
  expect(measured).toContainEqual({
    metric: "tokens",
    value: 8,
    unit: "tokens",
    labels: { client: "codex", when: "always", folder: "api" },
  });
  // An estimate says so by its interval: 8 of the files and 5 of the list, times 1.33 (1.06 to 1.8).
  expect(measured).toContainEqual({
    metric: "tokens",
    value: 17,
    low: 13,
    high: 24,
    unit: "tokens",
    labels: { client: "claude-code", when: "always", folder: "api" },
  });
});

test("the table shows clients, folders and what is an estimate", async () => {
  const { judged } = await run(["tokens"], tempFolder(FILES));
  expect(judged && text(judged)).toMatch(/^ {2}claude-code {2}api\s+≈ 17 \(13–24\)/m);
  expect(judged && text(judged)).toMatch(/^ {2}codex {8}api\s+8\s+0\s+0$/m);
  expect(judged && render(judged, 10_000)).toContain("| codex | api | 8 | 0 | 0 |");
});

test("skills that wait to be copied or installed are in no client's numbers, and are not passed over", async () => {
  const skill = "---\nname: two\ndescription: Second.\n---\nRun the tests.\n";
  const plugin = { "p/.claude-plugin/plugin.json": '{"name":"p"}', "p/skills/two/SKILL.md": skill };
  const waiting = { "skills/two/SKILL.md": skill, "collection/two/SKILL.md": skill };
  const shown = async (files: Readonly<Record<string, string>>, ...flags: readonly string[]): Promise<string> => {
    const { judged } = await run(["tokens", ...flags], tempFolder({ ...FILES, ...plugin, ...files }));
    if (!judged) throw new Error("nothing was judged");
    return text(judged);
  };
  const line =
    "Skills in none of these numbers: 2. They lie in templates or where no client looks, and no plugin's manifest takes";
  expect(await shown(waiting)).toContain(line);
  expect(await shown({})).not.toContain("in none of these numbers");
  expect(await shown(waiting, "--client", "codex")).not.toContain("in none of these numbers");
});

test("one view shows what is loaded, file by file, and where that is written", async () => {
  const { judged } = await run(["tokens", "--client", "codex", "--cwd", "./api/"], tempFolder(FILES));
  const shown = judged ? text(judged) : "";
  expect(shown).toContain("codex in api  8 tokens with every request\n");
  expect(shown).toContain("└─ always  8 tokens\n");
  expect(shown).toContain("├─ AGENTS.md  instructions, 4 tokens\n");
  expect(shown).toContain("└─ api/AGENTS.md  instructions, 4 tokens\n");
  expect(shown).toMatch(/Of these, Codex reads the first that a folder has.*\n +https:/);
});

test("a view says what a client cuts, and which heading is lost", async () => {
  const files = { "AGENTS.md": `# Root\n${"x ".repeat(16_381)}\n# Api\nRun make.\n` };
  const { judged } = await run(["tokens", "--client", "codex", "--tree"], tempFolder(files));
  expect(judged && text(judged)).toMatch(
    /AGENTS\.md {2}instructions, .* tokens, the last \d+ bytes are lost, and the first heading that is lost is "Api"/,
  );
});

test("a folder that is not there is a mistake", async () => {
  const { code, err } = await run(["tokens", "--cwd", "apii"], tempFolder(FILES));
  expect(code).toBe(2);
  expect(err).toContain('--cwd: there is no folder "apii"');
});

test("what stands in a name does not leave its line", async () => {
  const files = { "a\u001B[31m|b/AGENTS.md": "Run.\n", "AGENTS.md": "Run.\n" };
  const { judged } = await run(["tokens", "--tree"], tempFolder(files));
  expect(judged && text(judged)).not.toContain("\u001B");
});
