import { resolve } from "node:path";
import type { RolldownPluginOption } from "rolldown";

const PREFIX = "action:";

/** The programs of the actions by name: `dist/<command>.js`. */
export const actionEntries = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, PREFIX + name]));

/** One program per action without a file for each: the same few lines with another name in them. */
export const actionPrograms: RolldownPluginOption = {
  name: "action-programs",
  resolveId: (id) => (id.startsWith(PREFIX) ? id : undefined),
  load: (id) => (id.startsWith(PREFIX) ? program(id.slice(PREFIX.length)) : undefined),
};

const program = (name: string): string => `
  import { join } from "node:path";
  import { keepCode } from ${JSON.stringify(resolve("src/host/machine/kept-code.ts"))};
  keepCode(join(import.meta.dirname, "chunks"));
  void import(${JSON.stringify(resolve("src/action/run-action.ts"))}).then(({ runAction }) => runAction(${JSON.stringify(name)}));
`;
