import { type DataMap, type DataNode, entryOf } from "../../model/data.ts";
import type { Hook } from "./hook.ts";
import { mapAt, stringAt } from "../texts/text-nodes.ts";

/**
 * Kiro's hooks: a list of `trigger` and `action` since 1.0, one `when` and `then` per file before.
 * https://kiro.dev/docs/cli/v3/hooks/, read 2026-11-21.
 */
export function readKiroHooks(root: DataNode | undefined): readonly Hook[] {
  const list = entryOf(root, "hooks")?.value;
  const items = list?.kind === "list" ? list.items : root ? [root] : [];
  return items.flatMap((item) => hookOf(item) ?? []);
}

function hookOf(item: DataNode): Hook | undefined {
  if (item.kind !== "map") return undefined;
  const event = stringAt(item, "trigger") ?? stringAt(mapAt(item, "when"), "type");
  const handler: DataMap | undefined = mapAt(item, "action") ?? mapAt(item, "then");
  if (!event || !handler) return undefined;
  const command = stringAt(handler, "command");
  const type = stringAt(handler, "type")?.value ?? "";
  const commands = command ? [command] : [];
  return { dialect: "kiro", event: event.value, eventAt: event.range, type, handler, commands };
}
