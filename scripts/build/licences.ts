import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OutputAsset, OutputChunk } from "rolldown";

/** The licences of the packages that went into a bundle, whose terms ask for a copy with every copy. */
export function licences(output: readonly (OutputChunk | OutputAsset)[]): string {
  const modules = output.flatMap((one) => (one.type === "chunk" ? one.moduleIds : []));
  const folders = new Set(modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
  return [...folders].toSorted().map(licence).join("\n\n");
}

function licence(folder: string): string {
  const { name, version, license }: { name: string; version: string; license?: string } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? "" : `\n\n${readFileSync(join(folder, file), "utf8").trim()}`;
  return `${name} ${version} (${license ?? "see below"})${text}`;
}
