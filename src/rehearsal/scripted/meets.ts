import type { ModelRequest } from "../wire/request.ts";
import type { RequestPattern } from "./turn.ts";

/** Whether a request is one of those that a pattern means. */
export function meets({ wire, model, tools, prompt, system }: RequestPattern, request: ModelRequest): boolean {
  return (
    (wire === undefined || wire === request.wire) &&
    (model === undefined || model === request.model) &&
    (tools === undefined || tools === request.tools.length > 0) &&
    (prompt === undefined || request.items.find(({ role }) => role === "user")?.text.includes(prompt) === true) &&
    (system === undefined || request.system.some((text) => text.includes(system)))
  );
}
