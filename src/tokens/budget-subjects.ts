import type { ClientContext } from "../context/client-context.ts";
import { clientName } from "../model/client.ts";
import { withNoun } from "../model/numbers.ts";
import type { SkillPart } from "./classes.ts";
import type { TextFile } from "./count-files.ts";
import { type Limit, limitOf, type WrittenLimit } from "./limit.ts";
import { labelsOf } from "./measure.ts";
import { budgetClass, budgetClient, budgetFile, budgetFleet, budgetSkill } from "./rules.ts";
import { sectionsOf } from "./sections-of.ts";
import { skillTexts } from "./skill-texts.ts";
import type { SubjectPart, Subject } from "./subject.ts";

/** The key `budgets` of the configuration. */
export interface Budgets {
  readonly headroom: string;
  readonly files: readonly ({ readonly path: string } & Exclude<WrittenLimit, number>)[];
  readonly classes?: Readonly<Record<string, WrittenLimit>> | undefined;
  readonly clients?: Readonly<Record<string, WrittenLimit>> | undefined;
  readonly skill?: { readonly [P in SkillPart]?: WrittenLimit | undefined } | undefined;
  readonly fleet?: WrittenLimit | undefined;
}

/** One side of a difference, as budgets see it. */
export interface Side {
  readonly files: readonly TextFile[];
  /** Of the clients that have a budget. */
  readonly contexts: readonly ClientContext[];
}

/** What the configured budgets are about. */
export function budgetSubjects(
  { files, contexts }: Side,
  budgets: Budgets,
  matches: (glob: string, path: string) => boolean,
): readonly Subject[] {
  return [
    ...budgets.files.flatMap((entry, index) =>
      withLimit(limitOf(entry), (limit) =>
        files.filter(({ path }) => matches(entry.path, path)).map((file) => fileSubject(file, limit, index)),
      ),
    ),
    ...Object.entries(budgets.classes ?? {}).flatMap(([name, written]) =>
      withLimit(limitOf(written), (limit) =>
        sumSubject(
          files.filter((file) => file.class === name),
          limit,
          name,
        ),
      ),
    ),
    ...contexts.flatMap((context) =>
      withLimit(limitOf(budgets.clients?.[context.client]), (limit) => [clientSubject(context, limit)]),
    ),
    ...files.flatMap((file) => skillSubjects(file, files, budgets)),
    ...withLimit(limitOf(budgets.fleet), (limit) => sumSubject(files, limit)),
  ];
}

const withLimit = (limit: Limit | undefined, of: (limit: Limit) => readonly Subject[]): readonly Subject[] =>
  limit ? of(limit) : [];

const partOf = ({ path, text, artifact }: TextFile): SubjectPart => ({
  name: path,
  path,
  text,
  ...(artifact && { artifact }),
});

function fileSubject(file: TextFile, limit: Limit, index: number): Subject {
  const { class: kind, path } = file;
  return {
    rule: budgetFile,
    key: `file\0${index}\0${path}`,
    says: `${path} has`,
    when: "",
    parts: sectionsOf(file),
    whole: file.text,
    labels: { kind },
    path,
    limit,
  };
}

/** The sum of all files of a kind, or of all files. */
function sumSubject(files: readonly TextFile[], limit: Limit, kind?: string): readonly Subject[] {
  if (files.length === 0) return [];
  const count = withNoun(files.length, "file");
  const has = files.length === 1 ? "has" : "have";
  return [
    {
      rule: kind === undefined ? budgetFleet : budgetClass,
      key: `sum\0${kind ?? ""}`,
      says: `The ${count} of ${kind === undefined ? "this repository" : `the kind ${kind}`} ${has}`,
      when: "",
      parts: files.map(partOf),
      labels: kind === undefined ? { scope: "fleet" } : { scope: "class", kind },
      limit,
    },
  ];
}

function clientSubject(context: ClientContext, limit: Limit): Subject {
  const { client, folder, loaded } = context;
  return {
    rule: budgetClient,
    key: `client\0${client}\0${folder}`,
    says: `${clientName(client)}${folder === "" ? "" : ` in ${folder}`} loads`,
    when: " with every request",
    parts: loaded
      .filter(({ when }) => when === "always")
      .map(({ path, text, artifact }) => ({ name: path, path, text, ...(artifact && { artifact }) })),
    client,
    labels: labelsOf(context, "always"),
    limit,
  };
}

function skillSubjects(file: TextFile, files: readonly TextFile[], { skill = {} }: Budgets): readonly Subject[] {
  const { artifact, path } = file;
  if (artifact?.kind !== "skill") return [];
  const { name, metadata, body, references } = skillTexts(artifact, files);
  const texts: Readonly<Record<SkillPart, readonly SubjectPart[]>> = {
    metadata: [{ name: "metadata", path, text: metadata, artifact }],
    body: sectionsOf({ ...file, text: body }),
    references: references.map(partOf),
  };
  return (["metadata", "body", "references"] as const).flatMap((part) =>
    withLimit(limitOf(skill[part]), (limit) => [
      {
        rule: budgetSkill,
        key: `skill\0${part}\0${path}`,
        says: `The ${part} of the skill ${name} ${part === "references" ? "have" : "has"}`,
        when: "",
        parts: texts[part],
        ...(part === "body" && { whole: body }),
        labels: { kind: "skill", part },
        path,
        limit,
      },
    ]),
  );
}
