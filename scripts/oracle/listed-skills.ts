import type { Loader } from "../../src/clients/readers/loaders.ts";
import { isObject, parsed } from "../../src/model/json.ts";
import { askClient, type Answer } from "./ask-client.ts";
import type { ProbeFiles } from "./probe.ts";
import type { Question } from "./questions.ts";

/** The readers that can be asked which skills they list, with the folder of skills that is asked about. */
export const ASKED = {
  "claude-code": { question: "claude prompt", place: ".claude/skills" },
  codex: { question: "codex skills", place: ".agents/skills" },
  copilot: { question: "copilot skills", place: ".github/skills" },
  "gemini-cli": { question: "gemini prompt", place: ".gemini/skills" },
  opencode: { question: "opencode prompt", place: ".opencode/skills" },
} as const satisfies Partial<Record<Loader, { readonly question: Question; readonly place: string }>>;
export type Asked = keyof typeof ASKED;

/** Asks a client about skills in folders of these names; answers with the names of those that it lists. */
export async function listedSkills(reader: Asked, skills: ReadonlyMap<string, string>): Promise<ReadonlySet<string>> {
  const { question, place } = ASKED[reader];
  const files: ProbeFiles = Object.fromEntries([...skills].map(([name, text]) => [`${place}/${name}/SKILL.md`, text]));
  const answer = await askClient(question, files);
  return new Set([...skills.keys()].filter((name) => isListed(reader, answer, `${place}/${name}`, name)));
}

function isListed(reader: Asked, { said, asked }: Answer, folder: string, name: string): boolean {
  switch (reader) {
    case "claude-code":
      return new RegExp(String.raw`\\n- ${name}(?:[:\\ ]|")`).test(asked);
    case "codex":
      return codexPaths(said).some((path) => path.endsWith(`${folder}/SKILL.md`));
    case "copilot":
      return said.includes(`/${folder}"`);
    default:
      return asked.includes(`${folder}/SKILL.md`);
  }
}

/** The paths in the app server's answer to request 1; its errors name paths, too. */
function codexPaths(said: string): readonly string[] {
  const line = said.split("\n").find((one) => one.includes('"id":1,'));
  const answer: unknown = line === undefined ? undefined : parsed(line);
  const found: string[] = [];
  const gather = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(gather);
    else if (isObject(value)) {
      if (typeof value["path"] === "string" && typeof value["name"] === "string") found.push(value["path"]);
      for (const [key, inner] of Object.entries(value)) if (key !== "errors") gather(inner);
    }
  };
  gather(answer);
  return found;
}
