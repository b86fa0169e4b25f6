import { format } from "oxfmt";
import config from "../../.oxfmtrc.json" with { type: "json" };

/** A generated text as oxfmt wants it, so that `oxfmt --check` holds for generated files too. Markdown, pictures and scripts stay as they are. */
export async function formatted(path: string, text: string): Promise<string> {
  if (/\.(?:md|svg)$|\/pre-(?:commit|push)$/.test(path)) return text;
  const { code, errors } = await format(path, text, { printWidth: config.printWidth });
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join(", ")}`);
  return code;
}
