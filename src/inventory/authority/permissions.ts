import { posix } from "node:path";
import type { Artifact, MarkdownArtifact } from "../../model/artifact.ts";
import { type DataNode, entryOf, valueAt } from "../../model/data.ts";
import { textField } from "../../model/field.ts";
import type { Range } from "../../model/source.ts";
import { stringAt, stringsAt } from "../texts/text-nodes.ts";

export interface Permission {
  readonly kind: "tool" | "mode" | "model";
  readonly key: readonly string[];
  readonly shown: string;
  readonly at: Range;
}

/** Modes in which an agent acts without asking. */
const FREE_MODES: ReadonlySet<string> = new Set(["acceptEdits", "auto", "bypassPermissions", "dontAsk"]);

/** Tools that need no approval, modes that stop asking, and the model that decides. */
export function permissionsOf(artifact: Artifact): readonly Permission[] {
  switch (artifact.kind) {
    case "settings":
      return artifact.dialect === "codex"
        ? ofCodex(artifact.data)
        : artifact.dialect === "claude-code"
          ? ofClaude(artifact.data)
          : [];
    case "skill":
    case "command":
      return [...preApproved(artifact), ...modelOf(artifact)];
    case "agent":
      return [...modesOf(artifact), ...modelOf(artifact)];
    default:
      return [];
  }
}

function ofClaude(data: DataNode | undefined): readonly Permission[] {
  const permissions = valueAt(data, "permissions");
  const mode = stringAt(permissions, "defaultMode");
  const all = entryOf(data, "enableAllProjectMcpServers");
  return [
    ...stringsAt(permissions, "allow").map(({ value, range }) => ({
      kind: "tool" as const,
      key: ["settings", value],
      shown: `everybody's session use "${value}" without asking`,
      at: range,
    })),
    ...(mode && FREE_MODES.has(mode.value) ? [modeOf(["settings"], mode.value, "every session", mode.range)] : []),
    ...(all?.value.kind === "boolean" && all.value.value
      ? [{ kind: "mode" as const, key: ["mcp"], shown: "approves every MCP server of the project", at: all.keyRange }]
      : []),
  ];
}

function ofCodex(data: DataNode | undefined): readonly Permission[] {
  const approval = stringAt(data, "approval_policy");
  const sandbox = stringAt(data, "sandbox_mode");
  return [
    ...(approval?.value === "never"
      ? [modeOf(["codex"], "approval_policy = never", "every session", approval.range)]
      : []),
    ...(sandbox?.value === "danger-full-access"
      ? [modeOf(["codex"], sandbox.value, "every session", sandbox.range)]
      : []),
  ];
}

const modeOf = (owner: readonly string[], mode: string, who: string, at: Range): Permission => ({
  kind: "mode",
  key: [...owner, mode],
  shown: `puts ${who} into "${mode}"`,
  at,
});

/** The name of an artifact. One that was moved is still itself: it goes by its name. */
function nameOf(artifact: MarkdownArtifact): string {
  const folder = artifact.kind === "skill" ? posix.dirname(artifact.path) : artifact.path;
  return textField(artifact, "name")?.value ?? posix.basename(folder, ".md");
}

function preApproved(artifact: MarkdownArtifact): readonly Permission[] {
  const node = entryOf(artifact.frontmatter?.data, "allowed-tools")?.value;
  const name = nameOf(artifact);
  return toolsIn(node).map(({ tool, at }) => ({
    kind: "tool",
    key: [artifact.kind, name, tool],
    shown: `the ${artifact.kind} "${name}" use "${tool}" without asking`,
    at,
  }));
}

/** Tools of a list, or of a text with spaces or commas between them; a pattern in parentheses stays whole. */
export function toolsIn(node: DataNode | undefined): readonly { readonly tool: string; readonly at: Range }[] {
  if (node?.kind === "list")
    return node.items.flatMap((item) => (item.kind === "string" ? [{ tool: item.value.trim(), at: item.range }] : []));
  if (node?.kind !== "string") return [];
  return Array.from(node.value.matchAll(/[^\s,(]+(?:\([^()]*\))?/g), ([tool]) => ({ tool, at: node.range }));
}

function modesOf(artifact: MarkdownArtifact): readonly Permission[] {
  const mode = textField(artifact, "permissionMode");
  if (!mode || !FREE_MODES.has(mode.value)) return [];
  return [modeOf(["agent", nameOf(artifact)], mode.value, `the agent "${nameOf(artifact)}"`, mode.at)];
}

function modelOf(artifact: MarkdownArtifact): readonly Permission[] {
  const model = textField(artifact, "model");
  if (!model || model.value === "inherit") return [];
  const name = nameOf(artifact);
  const shown = `the ${artifact.kind} "${name}" runs on "${model.value}"`;
  return [{ kind: "model", key: [artifact.kind, name, model.value], shown, at: model.at }];
}
