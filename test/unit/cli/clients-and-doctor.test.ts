import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { tempFolder } from "../../support/temp-folder.ts";

async function run(argv: readonly string[], cwd: string, now = Date.parse("2026-11-21T12:00:00Z")) {
  let out = "";
  let err = "";
  const code = await main(argv, {
    cwd,
    env: { PATH: process.env["PATH"] },
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    terminal: { out: false, err: false },
    clock: { now: () => now },
    show: async () => {},
  });
  return { code, out, err };
}

const FILES = {
  "skills/long/SKILL.md": `---\nname: long\ndescription: ${"x".repeat(1068)}\n---\n`,
  ".claude/agents/a.md": "---\nname: a\ndescription: A.\n---\n",
};

test("clients prints what each client does with each file, and why", async () => {
  const { code, out } = await run(["clients"], tempFolder(FILES));
  expect(code).toBe(0);
  expect(out).toMatch(/^claude-code\s+codex\s+gemini-cli\s+copilot\s+vscode\s+cursor\s+opencode\s+skills-ref$/m);
  expect(out).toMatch(
    /^loads\s+differs\s+loads\s+DROPPED\s+differs\s+loads\s+loads\s+DROPPED\s+skills\/long\/SKILL\.md$/m,
  );
  expect(out).toContain("    copilot: The description has 1,068 of 1,024 characters.\n");
  expect(out).toContain("copilot: 1 loaded, 1 dropped\n");
});

test("clients --format json says the same to a program", async () => {
  const { out } = await run(["clients", "--format", "json"], tempFolder(FILES));
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    totals: { codex: { differs: 1, "not-read": 1 }, "claude-code": { loads: 2 } },
    list: [
      { path: ".claude/agents/a.md", kind: "agent", clients: { codex: { outcome: "not-read" } } },
      {
        path: "skills/long/SKILL.md",
        name: "long",
        clients: {
          copilot: {
            outcome: "dropped",
            reasons: [{ code: "description-length", says: "The description has 1,068 of 1,024 characters." }],
          },
        },
      },
    ],
  });
});

test("clients escapes what a name could do to a terminal", async () => {
  const { out } = await run(
    ["clients"],
    tempFolder({ "skills/x/SKILL.md": '---\nname: "a\\e[2Jb"\ndescription: A.\n---\n' }),
  );
  expect(out).not.toContain("\u001B");
});

test("clients says that there is nothing", async () => {
  expect((await run(["clients"], tempFolder({ "a.txt": "" }))).out).toBe("No skills or subagents were found.\n");
});

test("doctor finds all facts fresh for 90 days after the day they were read on", async () => {
  const folder = tempFolder({ "agent-ci.yaml": "clients: [codex]\n" });
  const { code, out } = await run(["doctor"], folder, Date.parse("2027-02-19T23:00:00Z"));
  expect(code).toBe(0);
  expect(out).toMatch(/^ok {4}git {12}\d/m);
  expect(out).toMatch(/^ok {4}configuration {2}agent-ci\.yaml$/m);
  expect(out).toMatch(/^ok {4}facts {10}\d+ statements/m);
});

test("doctor lists them once they are older", async () => {
  const { code, out } = await run(
    ["doctor", "--format", "json"],
    tempFolder({ "a.txt": "" }),
    Date.parse("2027-02-20T00:00:00Z"),
  );
  expect(code).toBe(0);
  const { facts, checks } = JSON.parse(out);
  expect(facts.runs).toContainEqual(expect.objectContaining({ client: "claude-code", statements: expect.any(Number) }));
  expect(facts.stale.find(({ what }: { what: string }) => what === "windsurf.ruleCharacters")).toMatchObject({
    read: "2026-11-21",
    days: 91,
  });
  expect(checks.map(({ what, state }: { what: string; state: string }) => [what, state])).toContainEqual([
    "configuration",
    "note",
  ]);
});

test("doctor says that a configuration cannot be read, and what else it finds", async () => {
  const folder = tempFolder();
  symlinkSync("/etc/hostname", join(folder, "agent-ci.yaml"));
  const { code, out } = await run(["doctor"], folder);
  expect(code).toBe(1);
  expect(out).toMatch(/^BAD {3}configuration {2}Cannot read "agent-ci\.yaml": a symbolic link leads out/m);
  expect(out).toMatch(/^ok {4}git/m);
});
