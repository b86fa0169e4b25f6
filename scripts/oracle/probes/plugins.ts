import type { Expectation, Probe } from "../probe.ts";

/** A plugin or marketplace in a folder of its own, and what `claude plugin validate` says of it. */
type Case = readonly [
  folder: string,
  files: Readonly<Record<string, unknown>>,
  fact: string,
  says: string,
  there: string,
];

const PLUGIN = { name: "pl", version: "1.0.0", description: "d", author: { name: "x" } };
const plugin = (change: object): Readonly<Record<string, unknown>> => ({
  ".claude-plugin/plugin.json": { ...PLUGIN, ...change },
});
const command = (line: string): Readonly<Record<string, unknown>> => ({
  ...plugin({}),
  "hooks/hooks.json": { hooks: { Stop: [{ hooks: [{ type: "command", command: line }] }] } },
});

const CASES: readonly Case[] = [
  ["good", command('x "${CLAUDE_PLUGIN_ROOT}/x"'), "unquotedRoot", "quotes are right", '"warnings": []'],
  ["bare", command("x ${CLAUDE_PLUGIN_ROOT}/x"), "unquotedRoot", "no quotes are warned of", "without quotes"],
];

/** What `claude plugin validate` says. */
export const pluginProbes: readonly Probe[] = [
  {
    question: "claude validate each",
    files: Object.fromEntries(
      CASES.flatMap(([folder, files]) =>
        Object.entries(files).map(([path, file]) => [`${folder}/${path}`, JSON.stringify(file)] as const),
      ),
    ),
    expects: CASES.map(([folder, , fact, says, there]): Expectation => ({
      folder,
      fact: `claude-code.${fact}`,
      says,
      there,
    })),
  },
];
