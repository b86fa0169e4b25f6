import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { agreeOnGenerated, differenceOn } from "../support/agree-with-skills-ref.ts";
import { corpora, skillFiles } from "../support/corpus.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** `npm run soak` takes 5,000. */
const GENERATED = 600;

describe.each(corpora)("skills-ref and agent-ci on $name", ({ path }) => {
  const files = skillFiles(path);
  test(`agree on its ${files.length} skills`, async () => {
    for (const file of files) {
      const one = { folder: basename(dirname(file)), text: readFileSync(file, "utf8") };
      expect(await differenceOn(one, dirname(file))).toBeUndefined();
    }
  });
});

test(`skills-ref and agent-ci agree on ${GENERATED} generated skills`, async () => {
  await agreeOnGenerated(tempFolder(), { seed: 20_261_121, numRuns: GENERATED });
});
