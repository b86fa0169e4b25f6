/** The flags that stand for keys of the configuration, in the shape that the file gives them. */
export function settingFlags(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { format, output, "fail-on": failOn, "on-inconclusive": onInconclusive, "changed-since": since } = values;
  return Object.fromEntries(
    Object.entries({
      format,
      output: Array.isArray(output) ? output.map(outputOf) : undefined,
      "fail-on": failOn,
      "on-inconclusive": onInconclusive,
      "changed-since": since,
    }).filter(([, value]) => value !== undefined),
  );
}

/** `sarif=report.sarif`; what is no such pair is left to the schema to name. */
function outputOf(pair: unknown): unknown {
  const text = String(pair);
  const equals = text.indexOf("=");
  return equals === -1 ? { format: text } : { format: text.slice(0, equals), file: text.slice(equals + 1) };
}

/** For commands that print a list: their `--format` is no setting of reports. */
export function withoutFormat<V extends { readonly format?: unknown }>(values: V): Omit<V, "format"> {
  const { format: _list, ...others } = values;
  return others;
}
