import { type Reader, READERS } from "../context/instruction-files.ts";
import type { Workspace } from "./workspace.ts";

/** The clients in use whose loading is known. */
export function readersOf({ settings }: Pick<Workspace, "settings">): readonly Reader[] {
  return READERS.filter((client) => settings.clients.includes(client));
}
