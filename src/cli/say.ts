import { showHidden } from "../report/escape/hidden.ts";
import { guardLines } from "../report/escape/terminal.ts";

/** What the program itself says at a terminal, under its name. It may quote the checked repository. */
export const said = (text: string): string => guardLines(`${showHidden(`agent-ci: ${text}`, "\n")}\n`);
