import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { parseSync } from "oxc-parser";

/** A module of `src/` with what it imports: specifiers as written, types and dynamic imports among them. */
export interface SourceModule {
  /** POSIX, from the project's top. */
  readonly file: string;
  readonly text: string;
  readonly specifiers: readonly string[];
  /** Files of this project that it imports when it is loaded. */
  readonly imports: readonly string[];
  /** Those of them of which it wants more than types, so that they are loaded with it. */
  readonly loads: readonly string[];
  /** Files of this project that it imports when it comes to need them. */
  readonly loadsLater: readonly string[];
}

export const sourceModules: readonly SourceModule[] = globSync("src/**/*.{ts,js}").sort().map(read);

function read(file: string): SourceModule {
  const text = readFileSync(file, "utf8");
  const { module } = parseSync(file, text);
  const ofProject = (specifiers: readonly string[]): readonly string[] =>
    specifiers.flatMap((one) => (one.startsWith(".") ? posix.join(posix.dirname(file), one) : []));
  const loaded = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
  ];
  const values = [
    ...module.staticImports.filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType)),
    ...module.staticExports.flatMap(({ entries }) => entries.filter(({ isType }) => !isType)),
  ].flatMap(({ moduleRequest }) => moduleRequest?.value ?? []);
  const later = module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1));
  return {
    file,
    text,
    specifiers: [...loaded, ...later],
    imports: ofProject(loaded),
    loads: ofProject(values),
    loadsLater: ofProject(later),
  };
}
