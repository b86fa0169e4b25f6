import { mcpServersOf } from "../../inventory/manifests/mcp-servers.ts";
import { stringAt } from "../../inventory/texts/text-nodes.ts";
import type { Artifact } from "../../model/artifact.ts";
import type { BilledFile } from "./trace-file.ts";

/** The files of a configuration that may reach a model, in the order of their paths. */
export function billedFiles(artifacts: readonly Artifact[]): readonly BilledFile[] {
  return artifacts.map(billed).toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

function billed(artifact: Artifact): BilledFile {
  const servers = mcpServersOf(artifact).map(({ name }) => name);
  const data = "frontmatter" in artifact ? artifact.frontmatter?.data : undefined;
  const description = stringAt(data, "description")?.value ?? "";
  const name = stringAt(data, "name")?.value ?? folderName(artifact.path);
  return {
    path: artifact.path,
    text: artifact.source.text,
    ...(description !== "" && { listed: { name, description } }),
    ...(servers.length > 0 && { servers }),
  };
}

/** Who names no skill calls it by its folder. */
const folderName = (path: string): string => path.split("/").at(-2) ?? path;
