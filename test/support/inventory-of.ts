import { takeInventory } from "../../src/inventory/take-inventory.ts";
import type { ExampleFiles, Repository } from "../../src/model/rule.ts";
import { memoryFiles } from "./memory-files.ts";

/** The repository that these files make. */
export async function inventoryOf(files: ExampleFiles): Promise<Repository> {
  return takeInventory(memoryFiles(files), { ignored: () => false }, { outline: true });
}
