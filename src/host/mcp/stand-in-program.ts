import { homedir } from "node:os";
import { visibleFor } from "../sandbox/visible-for.ts";
import { STAND_IN_PROGRAM } from "./programs.ts";

/** The stand-in, the Node that runs it (ours), and what a sandbox has to show of that. */
export const standInProgram = (): {
  readonly program: string;
  readonly node: string;
  readonly visible: readonly string[];
} => ({ program: STAND_IN_PROGRAM, node: process.execPath, visible: visibleFor(process.execPath, homedir()) });
