import type { LoadOutcome } from "../../src/context/loading.ts";
import { loadability } from "../../src/context/loadability.ts";
import { inventoryOf } from "../../test/support/inventory-of.ts";
import { DISAGREEMENTS } from "./disagreements.ts";
import { ASKED, type Asked, listedSkills } from "./listed-skills.ts";

export interface Difference {
  readonly reader: Asked;
  /** Where the skill comes from. */
  readonly input: string;
  readonly ours: LoadOutcome;
  readonly theirs: "listed" | "not listed";
  /** Why that is known and let be. */
  readonly excused?: string;
}

/** So many at once: Claude Code's list is bounded, and a client starts once for all of them. */
const AT_ONCE = 100;

/** What `agent-ci clients` says of skills, against what each client lists: all that differ. Names have to be plain. */
export async function differences(
  skills: readonly { readonly input: string; readonly text: string }[],
): Promise<{ readonly compared: number; readonly found: readonly Difference[] }> {
  const found: Difference[] = [];
  let compared = 0;
  for (const reader of READERS)
    for (let at = 0; at < skills.length; at += AT_ONCE) {
      const some = new Map(skills.slice(at, at + AT_ONCE).map((skill, index) => [`n${at + index}`, skill] as const));
      const texts = new Map([...some].map(([name, { text }]) => [name, text.replaceAll("$FOLDER", name)] as const));
      const listed = await listedSkills(reader, texts);
      const ours = await outcomes(reader, texts);
      for (const [name, { input }] of some) {
        const outcome = ours.get(name);
        const text = texts.get(name) ?? "";
        if (outcome === undefined || outcome === "unknown" || isHidden(reader, text)) continue;
        compared += 1;
        const theirs = listed.has(name);
        if (theirs === (outcome === "loads" || outcome === "differs")) continue;
        const excused = DISAGREEMENTS.find((one) => one.reader === reader && one.applies(text))?.reason;
        const difference = { reader, input, ours: outcome, theirs: theirs ? "listed" : "not listed" } as const;
        found.push({ ...difference, ...(excused !== undefined && { excused }) });
      }
    }
  return { compared, found };
}

const READERS = Object.keys(ASKED).filter((name): name is Asked => Object.hasOwn(ASKED, name));

async function outcomes(reader: Asked, texts: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, LoadOutcome>> {
  const { place } = ASKED[reader];
  const pathOf = (name: string): string => `${place}/${name}/SKILL.md`;
  const repository = await inventoryOf(Object.fromEntries([...texts].map(([name, text]) => [pathOf(name), text])));
  const rows = new Map(loadability(repository, [reader]).map(({ artifact, loadings }) => [artifact.path, loadings[0]]));
  return new Map(
    [...texts.keys()].flatMap((name) => {
      const outcome = rows.get(pathOf(name))?.outcome;
      return outcome === undefined ? [] : [[name, outcome] as const];
    }),
  );
}

/** A skill that only people call is loaded, and not listed. */
const isHidden = (reader: Asked, text: string): boolean =>
  reader === "claude-code" && /^(?:disable-model-invocation|paths):/m.test(text);
