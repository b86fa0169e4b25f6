import type { Judged } from "./assertion.ts";
import { told } from "./told.ts";

/** Whether a value is what a JSON Schema says. The schema refers to nothing outside itself; its work is bounded. */
export async function fitsSchema(schema: unknown, value: unknown): Promise<Judged> {
  const [{ compileSchema }, { gatherSchemas }] = await Promise.all([
    import("../../schemas/compile-schema.ts"),
    import("../../schemas/gather-schemas.ts"),
  ]);
  try {
    const read = async (path: string): Promise<unknown> => {
      if (path === "schema.json") return schema;
      throw new Error(`it refers to ${told(path)}, and may refer to itself alone`);
    };
    const broken = compileSchema(await gatherSchemas("schema.json", read))(value);
    const [first] = broken;
    if (!first) return { met: true };
    const where = first.pointer === "" ? "it" : told(first.pointer);
    return { met: false, found: `${where} ${first.message}`.slice(0, 300) };
  } catch (error) {
    return {
      met: false,
      broken: true,
      found: `the schema cannot be used: ${error instanceof Error ? error.message : "unknown"}`,
    };
  }
}
