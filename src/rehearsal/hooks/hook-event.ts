import type { Json } from "../../model/json.ts";

/** Something that happens in a client, and that its hooks hear of. */
export interface HookEvent {
  /** As the client's configuration calls it: `PreToolUse`, `beforeShellExecution`, … */
  readonly name: string;
  /** What the client says of it, by the client's own names. What every event has is filled in where it is absent. */
  readonly input: Json;
}
