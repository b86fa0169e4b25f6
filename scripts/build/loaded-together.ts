/**
 * What is loaded one after the other in every run is one file: each file more takes half a millisecond to find, read and
 * compile. A group holds the modules that it names and all that these import, but for those of a group before it.
 */
export const LOADED_TOGETHER = [
  group("kept-code", ["host/machine/kept-code"]),
  group("start", ["cli/start"]),
  group("hook", ["cli/parse-arguments", "commands/guarded", "commands/hook/hook", "commands/hook/pre-commit"]),
  group("judging", [
    "cli/show",
    "commands/check",
    "commands/hook/judge-staged",
    "commands/validate",
    "report/formats/json",
    "report/text/text",
  ]),
].map((one, index, all) => ({ ...one, priority: all.length - index }));

function group(name: string, modules: readonly string[]) {
  const paths = modules.map((module) => `/src/${module}.ts`);
  return { name, test: (id: string) => paths.some((path) => id.replaceAll("\\", "/").endsWith(path)) };
}
