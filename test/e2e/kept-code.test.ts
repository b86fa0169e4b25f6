import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";

const tree = inject("releaseTree");

/** The release's way in, which loads these words in the place of the program, and a home to keep their code in. */
function place(words: string) {
  const folder = tempFolder({ "home/.keep": "", "checkout/.keep": "" });
  const dist = join(folder, "dist");
  for (const file of ["cli.js", "package.json", "chunks/kept-code.js", "chunks/rolldown-runtime.js"])
    cpSync(join(tree, "dist", file), join(dist, file));
  const write = (text: string) => writeFileSync(join(dist, "chunks/start.js"), `/*${"-".repeat(25_000)}*/ ${text}`);
  write(words);
  const home = join(folder, "home");
  const checkout = join(folder, "checkout");
  const run = (env: NodeJS.ProcessEnv = {}, args: readonly string[] = [join(dist, "cli.js")]) => {
    const { stdout } = spawnSync(process.execPath, args, {
      cwd: checkout,
      env: { PATH: process.env["PATH"], HOME: home, TMPDIR: checkout, ...env },
      encoding: "utf8",
    });
    return stdout;
  };
  return { folder, dist, home, checkout, write, run };
}

const says = (text: string): string => `console.log(${JSON.stringify(text)}); process.exit();`;
const CODE = ".cache/agent-ci/code";
const keptBelow = (folder: string): readonly string[] => globSync("**/agent-ci-*/start.js", { cwd: folder });

describe("the code that is kept of the program", () => {
  test("lies in the user's cache, for whatever name the program is called by", () => {
    const { folder, dist, home, checkout, run } = place(says("one"));
    symlinkSync(join(dist, "cli.js"), join(folder, "agent-ci"));
    expect(run({}, [join(folder, "agent-ci")])).toBe("one\n");
    expect(keptBelow(join(home, CODE))).toHaveLength(1);
    expect(readdirSync(checkout)).toEqual([".keep"]);
    expect(run()).toBe("one\n");
  });

  test("is not taken for a text that was changed in place, as long as the one before", () => {
    const { write, run } = place(says("one"));
    expect(run()).toBe("one\n");
    write(says("two"));
    expect(run()).toBe("two\n");
    expect(run()).toBe("two\n");
  });

  test.each(["NODE_COMPILE_CACHE", "XDG_CACHE_HOME", "RUNNER_TEMP"])(
    "lies in no checkout, where a request could bring it: %s",
    (name) => {
      const { checkout, run } = place(says("one"));
      expect(run({ [name]: join(checkout, "cache") })).toBe("one\n");
      expect(keptBelow(checkout)).toEqual([]);
    },
  );

  test.runIf(process.getuid)("is looked for in no folder of somebody else", () => {
    const { folder, home, run } = place(says("one"));
    const somebody = join(folder, "somebody.cjs");
    writeFileSync(somebody, "process.getuid = () => 4_242_424;");
    expect(run({ NODE_OPTIONS: `--require ${somebody}` })).toBe("one\n");
    expect(existsSync(join(home, ".cache"))).toBe(false);
  });

  test("of a build that nobody has run for a month is removed", () => {
    const { home, run } = place(says("one"));
    run();
    const code = join(home, CODE);
    const [kept = "none"] = keptBelow(code);
    const builds = join(code, dirname(dirname(kept)));
    for (const [name, days] of [
      ["agent-ci-old", 31],
      ["agent-ci-new", 29],
    ] as const) {
      mkdirSync(join(builds, name));
      writeFileSync(join(builds, name, "start.js"), "");
      const then = Date.now() / 1000 - days * 24 * 60 * 60;
      utimesSync(join(builds, name), then, then);
    }
    utimesSync(join(code, kept), 0, 0);
    run();
    expect(
      readdirSync(builds)
        .filter((name) => name.startsWith("agent-ci-"))
        .toSorted(),
    ).toEqual(["agent-ci-new", basename(dirname(kept))].toSorted());
  });

  test("names the places of the file where something fails, at first and later", () => {
    const words = 'console.log(/start\\.js:(1:\\d+)/.exec(new Error("here").stack)[1]); process.exit();';
    const { run } = place(words);
    // Behind /*, 25,000 signs, */ and a blank; columns count from 1.
    const column = 2 + 25_000 + 2 + 1 + words.indexOf("new Error") + 1;
    expect(run()).toBe(`1:${column}\n`);
    expect(run()).toBe(`1:${column}\n`);
  });
});

test("the program runs where V8 compiles nothing at all", () => {
  const { checkout } = place("");
  writeFileSync(join(checkout, "AGENTS.md"), "# Rules\n");
  const run = spawnSync(process.execPath, ["--jitless", join(tree, "dist/cli.js"), "check"], {
    cwd: checkout,
    encoding: "utf8",
  });
  expect(run).toMatchObject({ status: 0, signal: null });
});
