import type { DataForm } from "../../../src/clients/forms/data-form.ts";
import { claudeLeftOut, claudeVoiding } from "../../../src/clients/forms/claude-settings.ts";
import type { DataNode } from "../../../src/model/data.ts";
import type { Expectation, Probe } from "../probe.ts";

/** A value of each kind, in a form that nothing else is wrong with. */
const VALUES: Readonly<Record<DataNode["kind"], unknown>> = {
  boolean: true,
  list: [],
  map: {},
  null: null,
  number: 1,
  string: "x",
};

/** A setting by its path, with a value that its form does not take. */
interface Wrong {
  readonly path: readonly string[];
  readonly value: unknown;
  /** The path that the doctor names. */
  readonly named: string;
}

/** Below any key of a map stands one that is called so. */
const ANY = "some@where";

/** Every setting of a form, each with a value of every kind that it does not take, and with texts and numbers out of it. */
function* wrongs(form: DataForm, path: readonly string[] = []): Generator<Wrong> {
  const kinds = Object.entries(VALUES).filter(([kind]) => !form.takes.some((one) => one === kind));
  const named = path.join(".");
  if (path.length > 0) for (const [, value] of kinds) yield { path, value, named };
  if (form.values) yield { path, value: "x", named };
  if (form.above !== undefined) yield { path, value: form.above, named };
  if (form.most !== undefined) yield { path, value: form.most + 1, named };
  if (form.whole === true) yield { path, value: 1.5, named };
  if (form.items && form.takes.length === 1) yield { path, value: [5], named: `${named}.0` };
  for (const key of form.needs ?? []) yield { path, value: {}, named: `${named}.${key}` };
  for (const [key, inner] of Object.entries(form.keys ?? {})) yield* wrongs(inner, [...path, key]);
  if (form.each) yield* wrongs(form.each, [...path, ANY]);
}

const isAbove = (above: readonly string[], below: readonly string[]): boolean =>
  above.length <= below.length && above.every((key, index) => key === below[index]);

/** Files that hold each wrong value once, and in none of them one setting within another. */
function filesOf(all: Iterable<Wrong>): readonly (readonly Wrong[])[] {
  const files: Wrong[][] = [];
  for (const one of all) {
    const free = files.find((file) => !file.some(({ path }) => isAbove(path, one.path) || isAbove(one.path, path)));
    if (free) free.push(one);
    else files.push([one]);
  }
  return files;
}

function settings(file: readonly Wrong[]): string {
  const root: Record<string, unknown> = {};
  for (const { path, value } of file) put(root, path, value);
  return JSON.stringify(root);
}

function put(map: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) return void (map[key] = value);
  const inner: Record<string, unknown> = {};
  const there = map[key];
  if (typeof there === "object" && there !== null) Object.assign(inner, there);
  map[key] = inner;
  put(inner, rest, value);
}

/** One has a value of its own, and one is another name for a setting that takes its file along. */
const SAID_ABOVE: ReadonlySet<string> = new Set(["extraKnownMarketplaces", "allowedMarketplaces"]);

const files = filesOf(wrongs(claudeVoiding()));
const fact = "claude-code.settingForms";

/** What the doctor says of settings of another form, and that one of them takes all of its file along. */
export const claudeCodeSettingFormProbes: readonly Probe[] = [
  {
    question: "claude doctor each",
    files: Object.fromEntries(files.map((file, index) => [`f${index}/.claude/settings.json`, settings(file)])),
    expects: files.flatMap((file, index) =>
      file.map(({ path, value, named }): Expectation => ({
        fact,
        says: `${path.join(".")} may not be ${JSON.stringify(value)}`,
        folder: `f${index}`,
        there: `.claude/settings.json › ${named}: `,
      })),
    ),
  },
  ...Object.entries({
    model: { model: 5 },
    sandbox: { sandbox: { enabled: "true" } },
    mode: { permissions: { defaultMode: "Plan", deny: ["Read(./.env)"] } },
    marketplace: { extraKnownMarketplaces: { a: { source: { source: "gitlab" } } } },
  }).map(([says, wrong]): Probe => ({
    question: "claude prompt",
    files: { ".claude/settings.json": JSON.stringify({ permissions: { deny: ["Read(./.env)"] }, ...wrong }) },
    expects: [
      { fact, says: `${says}: nothing of the file is in effect`, there: "settings did not load" },
      { fact, says: `${says}: nothing is denied`, gone: "deny rule(s)" },
    ],
  })),
  {
    question: "claude prompt",
    files: {
      ".claude/settings.json": JSON.stringify({
        permissions: { deny: ["Read(./.env)"] },
        teammateMode: "x",
        extraKnownMarketplaces: { a: "o/a" },
        ...Object.fromEntries(
          Object.entries(claudeLeftOut().keys ?? {}).flatMap(([key, { takes }]) =>
            SAID_ABOVE.has(key) || takes.includes("boolean") ? [] : [[key, true]],
          ),
        ),
      }),
    },
    expects: [
      {
        fact: "claude-code.settingValues",
        says: "settings that are left out take nothing along",
        there: "Adding 1 deny rule(s)",
      },
    ],
  },
];
