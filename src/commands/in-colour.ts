import type { World } from "../workspace/world.ts";

/**
 * Whether a terminal is there that shows colours, and nobody asked for none: https://no-color.org, read 2026-11-30.
 * `TERM` is `dumb` in editors and logs that print escapes as they are.
 */
export const inColour = (
  { env, terminal }: Pick<World, "env" | "terminal">,
  values: { readonly "no-color"?: unknown },
): boolean => terminal.out && values["no-color"] !== true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
