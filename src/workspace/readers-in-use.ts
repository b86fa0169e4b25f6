import { type Reader, READERS } from "../context/instruction-files.ts";
import type { Workspace } from "./workspace.ts";

/** The clients in use whose loading is known. */
export function readersOf({ policy: { settings } }: Pick<Workspace, "policy">): readonly Reader[] {
  return READERS.filter((client) => settings.clients.includes(client));
}
