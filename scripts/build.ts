import { rmSync } from "node:fs";
import { build } from "rolldown";

/** Program → entry. One bundle with shared chunks: every door runs the same code. */
const ENTRIES = { cli: "src/cli/agent-ci.ts" };

/** Bundles the entries into a folder that needs no node_modules beside it. */
export async function bundle(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await build({
    input: ENTRIES,
    platform: "node",
    logLevel: "warn",
    output: { dir: folder, format: "esm", minify: true, comments: false, chunkFileNames: "[name].js" },
  });
}

if (import.meta.main) await bundle("dist");
