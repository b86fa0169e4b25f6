import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { find, type Found } from "../../bench-precision/find.ts";
import { askClient } from "../ask-client.ts";
import { excuseOf } from "./excuses.ts";
import type { VerdictInput } from "./inputs.ts";
import { JUDGES, type Judge } from "./judges.ts";

/** An input of which a client says another thing than agent-ci. */
export interface Disagreement {
  readonly judge: string;
  readonly input: string;
  /** The client complains, and nothing above an information is said; or there is an error, and it does not. */
  readonly how: "missed" | "false error";
  /** The rules that are errors. */
  readonly rules: readonly string[];
  /** Why that is known and let be. */
  readonly excused?: string;
}

/** So many folders at once: a client starts anew in each. */
const AT_ONCE = 60;

/** The verdicts of clients about whole configurations, against that of `agent-ci validate`. */
export async function compareVerdicts(
  inputs: readonly VerdictInput[],
): Promise<{ readonly compared: number; readonly found: readonly Disagreement[] }> {
  const found: Disagreement[] = [];
  let compared = 0;
  for (const [name, judge] of Object.entries<Judge>(JUDGES)) {
    const asked = inputs.flatMap((input) => {
      if (input.judge !== undefined && input.judge !== name) return [];
      const files = Object.entries(input.files).filter(([path]) => judge.reads.test(path));
      return files.some(([path]) => judge.needs.test(path)) ? [{ name: input.name, files }] : [];
    });
    for (let at = 0; at < asked.length; at += AT_ONCE) {
      const some = new Map(asked.slice(at, at + AT_ONCE).map((input, index) => [`n${at + index}`, input] as const));
      const files = Object.fromEntries(
        [...some].flatMap(([folder, input]) => input.files.map(([path, text]) => [`${folder}/${path}`, text] as const)),
      );
      const { said } = await askClient(judge.question, files);
      const ours = findEach(files);
      compared += some.size;
      for (const [folder, input] of some) {
        const answer = said.split(`\n== ${folder}/\n`)[1]?.split("\n== ")[0] ?? "";
        const about = ours.filter(({ path }) => path.startsWith(`${folder}/`));
        found.push(...disagreement(judge, input, judge.complains(answer), about));
      }
    }
  }
  return { compared, found };
}

function disagreement(
  judge: Judge,
  { name: input, files }: { readonly name: string; readonly files: readonly (readonly [string, string])[] },
  complains: boolean,
  ours: readonly Found[],
): readonly Disagreement[] {
  const errors = [...new Set(ours.flatMap(({ severity, rule }) => (severity === "error" ? [rule] : [])))];
  const loud = ours.some(({ severity }) => severity !== "info");
  const how = complains && !loud ? "missed" : !complains && errors.length > 0 ? "false error" : undefined;
  if (how === undefined) return [];
  const excused = excuseOf(judge.name, how, errors, files.map(([, text]) => text).join("\n"));
  return [{ judge: judge.name, input, how, rules: errors, ...(excused !== undefined && { excused }) }];
}

/** What `agent-ci validate` finds in folders that lie beside each other. */
function findEach(files: Readonly<Record<string, string>>): readonly Found[] {
  const folder = mkdtempSync(join(tmpdir(), "verdicts-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return find("verdicts", folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
