import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { hiddenRuns } from "../../src/inventory/texts/hidden-runs.ts";
import { readFrontmatter } from "../../src/inventory/texts/read-frontmatter.ts";
import { plain } from "../../src/model/data.ts";
import { parseYaml } from "../../src/syntax/yaml.ts";
import { client, describeWithClients } from "../support/clients.ts";
import { frontmatters } from "../support/frontmatters.ts";

const SEED = 17;
const CASES = 20_000;
const texts = frontmatters(SEED, CASES);

/** The ways of keys in what a reader made of a text, lists left out. */
function keysOf(value: unknown, way = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keysOf(item, way));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [way + key, ...keysOf(inner, `${way}${key}/`)]);
}

/** What we read; undefined where a finding says that something is wrong. */
function ours(text: string): ReadonlySet<string> | undefined {
  const { frontmatter, problems } = readFrontmatter("command", text, parseYaml);
  const end = frontmatter?.range.end ?? text.length;
  if (problems.length > 0 || [...hiddenRuns(text.slice(0, end))].length > 0) return undefined;
  return new Set(frontmatter?.data ? keysOf(plain(frontmatter.data)) : []);
}
const read = texts.map(ours);

/** A map, or nothing at all, in the place of a key. */
const NAMELESS = /(?:^|\/)(?:null|\[object Object\])(?:\/|$)/;

/** The texts of which a reader has keys that we neither read nor find fault with. */
const missed = (theirs: readonly (readonly string[] | null | undefined)[]): readonly unknown[] =>
  texts.flatMap((text, index) => {
    const own = read[index];
    const more = own ? (theirs[index] ?? []).filter((key) => !own.has(key) && !NAMELESS.test(key)) : [];
    return more.length > 0 ? [{ text, more }] : [];
  });

/** As gray-matter parts a text: what stands behind the hyphens is a language, white space around it left out. */
function grayMatter(text: string): string | undefined {
  if (!text.startsWith("---") || text[3] === "-") return undefined;
  const start = text.indexOf("\n");
  if (text.slice(3, start).trim() !== "") return undefined;
  const end = text.indexOf("\n---", start);
  return text.slice(start, end === -1 ? text.length : end);
}
/** As Claude Code's own pattern parts it. */
const claude = (text: string): string | undefined => /^---\s*\n([\s\S]*?)---\s*\n?/.exec(text)?.[1];
/** As programs in Python do who ask for no more. */
const split = (text: string): string | undefined => text.split("---")[1];

test(`there is something to be compared, seed ${SEED}`, () => {
  expect(read.filter((one) => (one?.size ?? 0) > 0).length).toBeGreaterThan(CASES / 10);
});

test(`js-yaml reads no key that we do not, or a finding is there, seed ${SEED}`, () => {
  const require = createRequire(new URL("../../node_modules/skills-ref/package.json", import.meta.url));
  const { load }: { readonly load: (text: string) => unknown } = require("js-yaml");
  const keys = (text: string | undefined): readonly string[] => {
    try {
      return text === undefined ? [] : keysOf(load(text));
    } catch {
      return [];
    }
  };
  expect(missed(texts.map((text) => keys(grayMatter(text)))).slice(0, 5)).toEqual([]);
});

const PROGRAM = `
const keysOf = ${keysOf.toString()};
const texts = JSON.parse(await Bun.stdin.text());
const read = (text) => {
  try { return text === null ? null : keysOf(Bun.YAML.parse(text)); } catch { return null; }
};
await Bun.write(Bun.stdout, JSON.stringify(texts.map(read)));
`;

describeWithClients("readers that clients are built with", ["bun", "pyyaml"], () => {
  const ask = (program: string, args: readonly string[], parted: readonly (string | undefined)[]) => {
    const input = JSON.stringify(parted.map((one) => one ?? null));
    const { stdout, stderr, status } = spawnSync(program, args, { input, encoding: "utf8", maxBuffer: 2 ** 28 });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const answer: readonly (readonly string[] | null)[] = JSON.parse(stdout);
    return answer;
  };

  test.each([
    ["Claude Code parts them", claude],
    ["gray-matter parts them", grayMatter],
  ])(`Bun reads no key that we do not, or a finding is there: as %s, seed ${SEED}`, (_how, part) => {
    expect(missed(ask(client("bun"), ["-e", PROGRAM], texts.map(part))).slice(0, 5)).toEqual([]);
  });

  test.each([
    ["gray-matter parts them", grayMatter],
    ["others part them", split],
  ])(`PyYAML reads no key that we do not, or a finding is there: as %s, seed ${SEED}`, (_how, part) => {
    expect(
      missed(
        ask(
          client("pyyaml"),
          [],
          texts.map((text) => part(text) ?? ""),
        ),
      ).slice(0, 5),
    ).toEqual([]);
  });
});
