import { DOORS } from "./doors.ts";
import { FILES } from "./files.ts";
import { LIFE } from "./life.ts";
import { RECORDS } from "./records.ts";

/** In Perl: process 1 of the namespaces. Its one argument is the path of a unix socket, below 100 bytes. */
export const INIT_PROGRAM = [RECORDS, DOORS, FILES, LIFE].join("");
