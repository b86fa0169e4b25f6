import { existsSync, globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { parseArguments } from "../../src/cli/parse-arguments.ts";
import { commands } from "../../src/commands/index.ts";
import { runCli } from "../support/run-cli.ts";
import { createRepository } from "../support/git.ts";

const PAGES = ["README.md", ...globSync("docs/*.md")].map((path) => ({ path, text: readFileSync(path, "utf8") }));

/** The pages that a newcomer goes through: what they say is run. Elsewhere a command may need a remote or a scanner. */
const RUN = new Set([
  "README.md",
  ...["adopting", "switching-off", "troubleshooting", "upgrading"].map((name) => `docs/${name}.md`),
]);

/** The lines of a page's shell blocks that call the program, without comments. */
const called = PAGES.flatMap(({ path, text }) =>
  [...text.matchAll(/```sh\n([^]*?)```/gu)].flatMap(([, block = ""]) =>
    block.split("\n").flatMap((line) => {
      const [, words] = /^(?:cd \/ && )?npx (?:--yes )?agent-ci(?:@[\d.]+)? (.*?)(?: +#.*)?$/u.exec(line) ?? [];
      const split = words?.match(/"[^"]*"|[^ ]+/gu)?.map((word) => word.replaceAll('"', ""));
      return split === undefined ? [] : [[path, split] as const];
    }),
  ),
);

describe("the commands in the pages", () => {
  test.each(called)("%s: %j is one", async (_, [name = "", ...args]) => {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load) throw new Error(`There is no command ${name}.`);
    const given = await load();
    expect(() => parseArguments(given, args)).not.toThrow();
  });

  test.each(called.filter(([path]) => RUN.has(path)).map(([, words]) => [words.join(" ")] as const))(
    "%s runs where it is typed",
    async (words) => {
      const { folder } = createRepository({ "AGENTS.md": "# A\n\nRun the tests.\n" });
      const { code, err } = await runCli(folder, words.replace(/~\S+/u, ".").split(" "));
      const asks = words.startsWith("init") && !/--yes|--dry-run/u.test(words);
      expect(asks ? [0, 2] : [0, 1], err).toContain(code);
    },
  );

  test("call the program by npx, never by a name that is on nobody's PATH", () => {
    const bare = PAGES.flatMap(({ path, text }) =>
      [...text.matchAll(/```sh\n([^]*?)```/gu)].flatMap(([, block = ""]) =>
        block
          .split("\n")
          .filter((line) => line.startsWith("agent-ci "))
          .map((line) => `${path}: ${line}`),
      ),
    );
    expect(bare).toEqual([]);
  });
});

test("every page is reached from the README", () => {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path) || !existsSync(path)) return; // an example of a rule may link to what is not there
    seen.add(path);
    const text = readFileSync(path, "utf8");
    for (const [, link = ""] of text.matchAll(/\]\((?!https?:|#)([^)#\s]+\.md)/gu))
      visit(posix.normalize(posix.join(posix.dirname(path), link)));
  };
  visit("README.md");
  expect(globSync("docs/**/*.md").filter((path) => !seen.has(path))).toEqual([]);
});
