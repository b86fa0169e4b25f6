import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import manifest from "../../package.json" with { type: "json" };
import { renderComponents } from "../../scripts/generate/components.ts";
import { loadPillars } from "../../scripts/generate/load-pillars.ts";
import { INPUT_ATTACKS } from "../support/input-attacks.ts";

type Inputs = Readonly<Record<string, { readonly regex?: string }>>;

const components = await renderComponents(await loadPillars(), manifest.version);
const asked = [...components].map(([path, text]) => {
  const [spec] = parseAllDocuments(text).map((document) => document.toJS());
  const inputs: Inputs = spec.spec.inputs;
  return { path, inputs };
});

describe.each(asked)("$path", ({ inputs }) => {
  const attacks = Object.entries(INPUT_ATTACKS).filter(([name]) => Object.hasOwn(inputs, name));

  test.each(attacks)("asks for another form of the input %s than an attack has", (name, values) => {
    const { regex } = inputs[name] ?? {};
    expect(regex).toMatch(/^\^.*\$$/u);
    expect(values.filter((value) => new RegExp(regex ?? "").test(value))).toEqual([]);
  });
});

test("every input that is attacked is one of some component", () => {
  const names = new Set(asked.flatMap(({ inputs }) => Object.keys(inputs)));
  expect(Object.keys(INPUT_ATTACKS).filter((name) => !names.has(name))).toEqual([]);
});
