/** Where evaluators find the flags on the branch of states. */
export const FLAGS = "flags.json";

/** The flags of a text by key, each with the rollout that it belongs to; none where it is no set of flags. */
export function flagsIn(
  text: string | undefined,
): readonly (readonly [string, { readonly rollout: string | undefined; readonly text: unknown }])[] {
  const flags = parsed(text)?.["flags"];
  if (!isMap(flags)) return [];
  return Object.entries(flags).map(([key, flag]) => {
    const metadata = isMap(flag) ? flag["metadata"] : undefined;
    const id = isMap(metadata) && typeof metadata["rollout"] === "string" ? metadata["rollout"] : undefined;
    return [key, { rollout: id?.replace(/\/r\d+$/, ""), text: flag }];
  });
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
