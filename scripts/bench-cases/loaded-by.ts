import { spawnSync } from "node:child_process";
import { isObject } from "../../src/model/json.ts";

/** What a reader does with a file: a row of `agent-ci clients`. */
export interface Loaded {
  readonly path: string;
  readonly reader: string;
  readonly outcome: string;
}

/** What `agent-ci clients` says of a folder. */
export function loadedBy(folder: string): readonly Loaded[] {
  const args = ["src/cli/agent-ci.ts", "clients", folder, "--format", "json"];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const report: unknown = stdout === "" ? undefined : JSON.parse(stdout);
  const list = isObject(report) && Array.isArray(report["list"]) ? report["list"].filter(isObject) : [];
  return list.flatMap(({ path, clients }) =>
    typeof path !== "string" || !isObject(clients)
      ? []
      : Object.entries(clients).flatMap(([reader, loading]) => {
          const outcome = isObject(loading) ? loading["outcome"] : undefined;
          return typeof outcome === "string" ? [{ path, reader, outcome }] : [];
        }),
  );
}
