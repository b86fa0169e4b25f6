import { seeded } from "../../test/support/seeded.ts";
import { skillInputs } from "./inputs/skills.ts";

const LINES = [
  "license: MIT",
  "argument-hint: [file]",
  "argument-hint: <file> [--all]",
  "allowed-tools: Bash(git *), Read",
  "allowed-tools:",
  "metadata: { a: b }",
  "metadata:",
  "  version: 1.0",
  "user-invocable: yes",
  "model: opus",
  "tags: [a, b",
  "note: a: b",
  "note: *anchor",
  "note: @here",
  "note: `code`",
  "note: 'open",
  '"quoted": yes',
  "  indented: line",
  "\ttabbed: line",
  "- a list",
  "---",
  "# a comment",
  "",
  "word",
  "description: again",
  "Use when: somebody asks",
];

/** So many skills made of others by putting lines in and taking lines out, the same for the same seed. */
export function mutations(count: number, seed: number): readonly { readonly input: string; readonly text: string }[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => {
    const one = list[random(list.length)];
    if (one === undefined) throw new Error("There is nothing to pick from.");
    return one;
  };
  const small = skillInputs.filter(({ text }) => text.length < 5_000);
  return Array.from({ length: count }, (_, number) => {
    const { name, text } = pick(small);
    const lines = text.split("\n");
    const changes = 1 + random(3);
    for (let change = 0; change < changes; change += 1) {
      const at = 1 + random(4);
      if (random(4) < 3) lines.splice(at, 0, pick(LINES));
      else lines.splice(at, 1);
    }
    // Every skill has a name of its own: of two that share one, clients list the first.
    return { input: `mutation ${number} of ${name}`, text: lines.join("\n").replace(/^name: .*$/m, "name: $FOLDER") };
  });
}
