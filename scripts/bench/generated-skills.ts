import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a repository of skills that look like real ones: a frontmatter, some 60 lines of Markdown, and a file that they link to. */
export function writeSkills(folder: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const name = `skill-${index}`;
    const home = join(folder, "plugins", `plugin-${index % 50}`, "skills", name);
    mkdirSync(join(home, "references"), { recursive: true });
    writeFileSync(join(home, "SKILL.md"), skill(name, index));
    writeFileSync(join(home, "references/guide.md"), "# Guide\n\nWhat is stable.\n");
  }
}

function skill(name: string, seed: number): string {
  const steps = Array.from(
    { length: 12 },
    (_, step) =>
      `## Step ${step + 1}\n\n- Read \`src/part-${(seed * 7 + step) % 97}.ts\` and note what changed.\n- Ask before you touch anything that [the guide](references/guide.md) calls stable.\n\n`,
  );
  return `---\nname: ${name}\ndescription: Handles case ${seed} of the generated fleet. Use when case ${seed} comes up.\nlicense: MIT\nmetadata:\n  author: bench\n---\n\n# ${name}\n\n${steps.join("")}`;
}
