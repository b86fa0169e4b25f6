import type { Weakens } from "../model/weakens.ts";
const PATTERNS = { type: "array", items: { type: "string", format: "gitignore" }, maxItems: 1000 } as const;

/** What a user may say about which files are agent configuration. */
export const settings = {
  properties: {
    ignore: {
      type: "array",
      items: { type: "string", format: "gitignore" },
      maxItems: 1000, // each is compared with each file
      default: [],
      description:
        "Patterns as in .gitignore, relative to this file's folder; matching files are left out of every check. What git ignores is left out anyway.",
    },
    kinds: {
      type: "object",
      properties: {
        skill: PATTERNS,
        agent: PATTERNS,
        command: PATTERNS,
        instructions: PATTERNS,
        "scoped-instructions": PATTERNS,
        "output-style": PATTERNS,
        hooks: PATTERNS,
        mcp: PATTERNS,
      },
      additionalProperties: false,
      default: {},
      description:
        'What files are that no client\'s place gives away, by patterns as in .gitignore: `agent: ["engineering/**/*.md"]`.',
    },
  },
} as const;

export const weakens = { ignore: ignored, kinds: unnamed } satisfies Record<keyof typeof settings.properties, Weakens>;

/** Which patterns of `ignore:` are new. What is included again counts the other way round, and decides by its place. */
function ignored(before: unknown, after: unknown): readonly string[] {
  const [old, now] = [before, after].map((list) => (Array.isArray(list) ? list.map(String) : []));
  const added = now?.filter((one) => !one.startsWith("!") && !old?.includes(one)) ?? [];
  const removed = old?.filter((one) => one.startsWith("!") && !now?.includes(one)) ?? [];
  return [
    ...added.map((one) => `${one} is new`),
    ...removed.map((one) => `${one} is gone`),
    ...(inCommon(old, now) === inCommon(now, old) ? [] : ["its order changed"]),
  ];
}

const inCommon = (list: readonly string[] = [], other: readonly string[] = []): string =>
  list.filter((one) => other.includes(one)).join("\n");

/** Which patterns of `kinds:` are gone: the files that they named are looked at no more. */
function unnamed(before: unknown, after: unknown): readonly string[] {
  return Object.entries(listsOf(before)).flatMap(([kind, patterns]) =>
    patterns.filter((one) => !listsOf(after)[kind]?.includes(one)).map((one) => `${kind}: ${one} is gone`),
  );
}

const listsOf = (kinds: unknown): Readonly<Record<string, readonly string[]>> =>
  typeof kinds === "object" && kinds !== null
    ? Object.fromEntries(
        Object.entries(kinds).map(([kind, list]) => [kind, Array.isArray(list) ? list.map(String) : []]),
      )
    : {};
