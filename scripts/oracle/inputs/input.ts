import { frontmatter } from "../probe.ts";

/** What an input is about, and so which fact of each client it proves. */
export type Topic =
  | "Fields"
  | "Yaml"
  | "Fences"
  | "Bytes"
  | "Places"
  | "Depth"
  | "Links"
  | "Name"
  | "NameLength"
  | "DescriptionLength";

/** One small file. Its mark stands in the description, where it has one that a client may list. */
export interface Input {
  readonly name: string;
  readonly topic: Topic;
  readonly because: string;
  readonly text: string;
}

export const input = (name: string, topic: Topic, because: string, text: string): Input => ({
  name,
  topic,
  because,
  text,
});

/** One whose frontmatter has these lines alone. */
export const alone = (name: string, topic: Topic, because: string, ...lines: readonly string[]): Input =>
  input(name, topic, because, frontmatter(lines));
