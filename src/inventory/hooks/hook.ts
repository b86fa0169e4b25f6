import type { HookDialect } from "../../clients/hook-events.ts";
import type { DataEntry, DataMap, DataString } from "../../model/data.ts";
import type { Range } from "../../model/source.ts";

/** One thing that a client does at one event, whichever form it is written in. */
export interface Hook {
  readonly dialect: HookDialect;
  readonly event: string;
  readonly eventAt: Range;
  readonly matcher?: DataEntry;
  /** `command`, `prompt`, `http` …; what the client takes it for where it does not say. */
  readonly type: string;
  readonly handler: DataMap;
  /** The shell commands that it runs: several where systems differ. */
  readonly commands: readonly DataString[];
}
