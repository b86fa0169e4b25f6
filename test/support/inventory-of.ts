import { takeInventory } from "../../src/inventory/take-inventory.ts";
import type { ExampleFiles, Repository } from "../../src/model/rule.ts";
import { needsOf } from "../../src/check/needs.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryFiles } from "./memory-files.ts";

/** The repository that these files make, for whatever rule. */
export async function inventoryOf(files: ExampleFiles): Promise<Repository> {
  return takeInventory(memoryFiles(files), { ignored: () => false }, { ...needsOf(rules), outline: true });
}
