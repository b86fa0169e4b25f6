#!/usr/bin/env node
import module from "node:module";

module.enableCompileCache?.(); // Node 20 has none

// A reader that stops early, such as `head`, is no mistake of ours or the user's.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const { main } = await import("./main.ts");

const world = {
  cwd: process.cwd(),
  env: process.env,
  out: (text: string) => process.stdout.write(text),
  err: (text: string) => process.stderr.write(text),
  terminal: { out: process.stdout.isTTY, err: process.stderr.isTTY },
  clock: { now: () => Date.now() },
};
process.exitCode = await main(process.argv.slice(2), {
  ...world,
  show: async (judged) => (await import("./show.ts")).show(world, judged),
});
