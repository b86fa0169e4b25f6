import type { Inside } from "../../rehearsal/isolation.ts";
import type { Start } from "./isolated-run.ts";

/** Names of the variables through which programs find a proxy; each is read in both spellings. */
const PROXIES = ["http_proxy", "https_proxy", "all_proxy"];

/**
 * All that the program's environment holds:
 * what it declares, over what every program needs, under what none may replace.
 */
export function environmentOf(inside: Inside, start: Start, path: string): Record<string, string> {
  const pinned = {
    HOME: inside.home,
    PATH: path,
    TZ: "UTC",
    NODE_USE_ENV_PROXY: "1", // without it Node asks no proxy; https://nodejs.org/api/cli.html, read 2026-11-30
    ...Object.fromEntries(PROXIES.flatMap((name) => both(name, inside.canary))),
    ...Object.fromEntries(both("no_proxy", "127.0.0.1,localhost")),
  };
  return { LANG: "C.UTF-8", SHELL: "/bin/sh", USER: "agent", LOGNAME: "agent", ...start.env, ...pinned };
}

const both = (name: string, value: string): (readonly [string, string])[] => [
  [name, value],
  [name.toUpperCase(), value],
];
