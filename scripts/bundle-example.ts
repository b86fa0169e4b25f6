import { build } from "rolldown";

/**
 * Makes one file of a program and its packages: what a scenario starts has to be in its workspace, where node_modules
 * are not. `node scripts/bundle-example.ts <program> <file>`
 */
export async function bundleExample(program: string, file: string): Promise<void> {
  await build({
    input: program,
    platform: "node",
    logLevel: "warn",
    output: { file, format: "esm", codeSplitting: false },
  });
}

const [, , program, file] = process.argv;
if (import.meta.main && program !== undefined && file !== undefined) await bundleExample(program, file);
