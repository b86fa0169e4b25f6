// A stand-in for an agent: tells which release it works with, and asks a sub-agent of its own for the same.
import { spawnSync } from "node:child_process";
import { basename } from "node:path";
import { handedOn } from "./pin.ts";

const pin = handedOn(process.env);
const isSub = process.argv.includes("--sub");
const sub = isSub
  ? undefined
  : spawnSync(process.execPath, [import.meta.filename, "--sub"], { encoding: "utf8" }).stdout;
const told = { variant: pin?.variant, release: pin?.release, folder: basename(process.cwd()), values: pin?.values };
console.log(JSON.stringify(sub === undefined ? told : { ...told, sub: JSON.parse(sub), tokens: 1200 }));
