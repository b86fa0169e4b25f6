import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { showOnTerminal } from "../../../src/cli/show.ts";
import { createRepository, gitEnvironment } from "../../support/git.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const HEAD = "---\nname: git\ndescription: Commits.\n---\n";
const BEFORE = `\uFEFF${HEAD}Run \`scripts\\run.py\`,  then "stop". \n\nAlso \`scripts\\run.py\``.replaceAll(
  "\n",
  "\r\n",
);
const AFTER = BEFORE.replaceAll("scripts\\run.py", "scripts/run.py");
const FILES = { "skills/git/SKILL.md": BEFORE, "skills/git/scripts/run.py": "", "notes/with space.md": "x\n" };

async function run(folder: string, argv: readonly string[], { terminal = false, env = {} } = {}) {
  let out = "";
  let err = "";
  const world = {
    cwd: folder,
    env: { ...gitEnvironment(), ...env },
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    terminal: { out: terminal, err: false },
    clock: { now: () => 0 },
  };
  const code = await main(argv, { ...world, show: (judged) => showOnTerminal(world, judged) });
  return { code, out, err };
}
const skill = (folder: string): string => readFileSync(join(folder, "skills/git/SKILL.md"), "utf8");

describe("--fix", () => {
  test("mends what is safe, touches no other byte, and reports what is left", async () => {
    const folder = tempFolder(FILES);
    const before = await run(folder, ["check", "--format", "json"]);
    expect(before.out).toContain("link/backslash");
    const fixed = await run(folder, ["check", "--fix", "--format", "json"]);
    expect(skill(folder)).toBe(AFTER);
    expect(fixed.err).toBe("agent-ci: 2 fixes applied in 1 file.\n");
    const left = JSON.parse(fixed.out).diagnostics.map(({ rule }: { readonly rule: string }) => rule);
    expect(left).toEqual(["skill/byte-order-mark"]);
    const again = await run(folder, ["validate", "--fix"]);
    expect(again.err).toBe("agent-ci: no fixes applied.\n");
    expect(skill(folder)).toBe(AFTER);
  });

  test("mends only the file that was named", async () => {
    const folder = tempFolder({ ...FILES, "skills/svn/SKILL.md": BEFORE, "skills/svn/scripts/run.py": "" });
    await run(folder, ["check", "skills/git/SKILL.md", "--fix"]);
    expect(skill(folder)).toBe(AFTER);
    expect(readFileSync(join(folder, "skills/svn/SKILL.md"), "utf8")).toBe(BEFORE);
  });

  test("leaves alone what somebody answered for", async () => {
    const folder = tempFolder({ ...FILES, "agent-ci.yaml": "rules:\n  link/backslash: off\n" });
    expect((await run(folder, ["check", "--fix"])).err).toBe("agent-ci: no fixes applied.\n");
    const reason = 'suppress: [{ rule: link/backslash, path: "skills/**", reason: Windows only }]\n';
    writeFileSync(join(folder, "agent-ci.yaml"), reason);
    expect((await run(folder, ["check", "--fix"])).err).toBe("agent-ci: no fixes applied.\n");
    expect(skill(folder)).toBe(BEFORE);
  });

  test("mends the file behind a link inside, and nothing behind one that leads out", async () => {
    const outside = tempFolder({ "SKILL.md": BEFORE, "scripts/run.py": "" });
    const folder = tempFolder(FILES);
    symlinkSync("../skills", join(folder, "notes/skills"));
    symlinkSync(outside, join(folder, "skills/out"));
    await run(folder, ["check", "--fix"]);
    expect(skill(folder)).toBe(AFTER);
    expect(readFileSync(join(outside, "SKILL.md"), "utf8")).toBe(BEFORE);
    expect(lstatSync(join(folder, "notes/skills")).isSymbolicLink()).toBe(true);
  });

  test("is no input of an action or a component", async () => {
    for (const file of ["actions/check/action.yml", "templates/check/template.yml"])
      expect(readFileSync(file, "utf8")).not.toMatch(/^ *fix/mu);
  });
});

describe("--fix-unsafe", () => {
  const manifest = "plugins/p/.claude-plugin/plugin.json";
  const files = {
    [manifest]: '{\n  "name": "p", // the name\n  "hooks": "./hooks/hooks.json"\n}\n'.replace(" // the name", ""),
    "plugins/p/hooks/hooks.json": '{ "hooks": {} }',
  };
  test("also applies what changes what a client does; --fix does not", async () => {
    const folder = tempFolder(files);
    await run(folder, ["check", "--fix"]);
    expect(readFileSync(join(folder, manifest), "utf8")).toBe(files[manifest]);
    await run(folder, ["check", "--fix-unsafe"]);
    expect(readFileSync(join(folder, manifest), "utf8")).toBe('{\n  "name": "p"\n}\n');
  });
});

describe("--fix-dry-run", () => {
  /** In parts: no scanner shall take this file for a leak. */
  test.each([
    ["tall-heron", "-walks"],
    ["Tr0ub4", "dor-xkcd"],
    ["hunterZ9", "-blue"],
  ])("shows no password that only its place gives away: %s%s", async (...parts) => {
    const password = parts.join("");
    const servers = { a: { command: "a", args: ["--password", password], env: { DB_PASSWORD: password } } };
    const files = {
      ".mcp.json": JSON.stringify({ mcpServers: servers }),
      "agent-ci.yaml": "rules: { format/final-newline: error }\n",
    };
    const doors = [
      { terminal: true },
      { env: { CI: "true" } },
      { env: { CI: "false", GITHUB_ACTIONS: "true" } },
      { env: { TF_BUILD: "True" } },
    ];
    for (const door of doors) {
      const { out } = await run(tempFolder(files), ["check", "--fix-dry-run"], door);
      expect(out).toContain("DB_PASSWORD");
      expect(out).not.toContain(password.slice(4));
    }
  });

  test("prints the diff that --fix applies: git makes the same bytes of it", async () => {
    const [one, other] = [createRepository(FILES), createRepository(FILES)];
    const planned = await run(one.folder, ["check", "--fix-dry-run"]);
    expect(planned).toMatchObject({ code: 0, err: "agent-ci: 2 fixes would be applied in 1 file.\n" });
    expect(skill(one.folder)).toBe(BEFORE);
    await run(other.folder, ["check", "--fix"]);
    execFileSync("git", ["apply", "-"], { cwd: one.folder, env: gitEnvironment(), input: planned.out });
    expect(skill(one.folder)).toBe(skill(other.folder));
    expect(skill(one.folder)).toBe(AFTER);
  });

  test("with --fix-unsafe, the diff of that", async () => {
    const folder = tempFolder(FILES);
    expect((await run(folder, ["check", "--fix-unsafe", "--fix-dry-run"])).out).toContain("+Also");
    expect(skill(folder)).toBe(BEFORE);
  });

  test("tells of fixes that take another flag: nothing to apply is not nothing to mend", async () => {
    const unsafe = { "skills/triage/SKILL.md": "---\nname: triage\ndescription: Use when: sorting.\n---\nSort.\n" };
    const planned = await run(tempFolder(unsafe), ["check", "--fix-dry-run"]);
    expect(planned).toEqual({
      code: 0,
      out: "",
      err: "agent-ci: no fixes would be applied.\nagent-ci: 1 more with --fix-unsafe, which changes what a client loads or does.\n",
    });
  });

  test.each([
    ["a terminal", { terminal: true }],
    ["the log of a job", { env: { CI: "true" } }],
  ])("hides nothing from %s, and starts no command there", async (_name, door) => {
    const hostile = BEFORE.replace("Run", "::set-env name=X::y\r\n\u202E\u001B[31mRun");
    const folder = tempFolder({ ...FILES, "skills/git/SKILL.md": hostile });
    const { out } = await run(folder, ["check", "--fix-dry-run"], door);
    expect(out).toContain("+");
    expect(out).not.toMatch(/^\s*::/mu);
    // oxlint-disable-next-line no-control-regex -- none may be left
    expect(out).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202E]/u);
  });

  test("nothing to fix is an empty diff", async () => {
    expect(await run(tempFolder({ "AGENTS.md": "# Build\n\nRun make.\n" }), ["check", "--fix-dry-run"])).toEqual({
      code: 0,
      out: "",
      err: "agent-ci: no fixes would be applied.\n",
    });
  });
});
