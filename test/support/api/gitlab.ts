import type { Answer } from "../loopback.ts";
import type { Comment } from "./comments.ts";
import { defaultMessage, paginate, type Call, type PlayedForge, type World } from "./played-forge.ts";

const NOTES = "ApiV4ProjectsIdMergeRequestsNoteableIdNotes";

export const gitlab: PlayedForge = {
  root: "/api/v4",
  authenticate: ({ method, headers }) => {
    if (headers["private-token"] !== undefined || /^bearer \S/iu.test(headers.authorization ?? "")) return undefined;
    // A job's own token may read, but never write notes (gitlab-org/gitlab#545150).
    return headers["job-token"] !== undefined && method === "GET" ? undefined : error(401);
  },
  error,
  calls: {
    [`get${NOTES}`]: ({ path, query }, world) => {
      const filter = query.get("activity_filter") ?? "all_notes";
      const notes = world.comments
        .on(Number(path["noteable_id"]))
        .filter(({ system }) => filter === "all_notes" || system === (filter === "only_activity"));
      const key = query.get("order_by") === "updated_at" ? "updatedAt" : "createdAt";
      const ascending = notes.toSorted((a, b) => a[key].localeCompare(b[key]));
      const sorted = query.get("sort") === "asc" ? ascending : ascending.toReversed();
      const { items, page, pages, size } = paginate(sorted, query, 20);
      const headers = {
        "x-page": `${page}`,
        "x-per-page": `${size}`,
        "x-prev-page": page > 1 ? `${page - 1}` : "",
        "x-next-page": page < pages ? `${page + 1}` : "",
        "x-total": `${sorted.length}`,
        "x-total-pages": `${pages}`,
      };
      return { headers, body: items.map((note) => print(note, world)) };
    },
    [`post${NOTES}`]: ({ path, body }, world) => {
      const note = world.comments.add({
        number: Number(path["noteable_id"]),
        author: world.identity,
        body: String(body["body"]),
      });
      return { status: 201, body: print(note, world) };
    },
    [`put${NOTES}NoteId`]: (call, world) => {
      const note = noteOf(call, world);
      const { body = note?.body } = call.body;
      const edited = note && world.comments.edit(note.id, String(body));
      return edited === undefined ? error(404) : { body: print(edited, world) };
    },
    [`delete${NOTES}NoteId`]: (call, world) => {
      const note = noteOf(call, world);
      return note !== undefined && world.comments.remove(note.id) ? { status: 204 } : error(404);
    },
    getApiV4ProjectsIdRepositoryFilesFilePath: ({ path }, { files, answer }) => {
      const text = files[path["file_path"] ?? ""];
      const content = Buffer.from(text ?? "").toString("base64");
      const found = () => ({
        body: answer("getApiV4ProjectsIdRepositoryFilesFilePath", { encoding: "base64", content }),
      });
      return text === undefined ? error(404) : found();
    },
    getApiV4User: (_, { identity, answer }) => ({
      body: answer("getApiV4User", { username: identity, name: identity, bot: identity.includes("_bot_") }),
    }),
  },
};

function error(status: number, message?: string): Answer {
  return { status, body: { message: message ?? `${status} ${defaultMessage(status)}` } };
}

/** A note is found on its own merge request only. */
function noteOf({ path }: Call, { comments }: World): Comment | undefined {
  const note = comments.find(Number(path["note_id"]));
  return note?.number === Number(path["noteable_id"]) ? note : undefined;
}

function print(
  { id, number, body, author, authorId = 1, system, createdAt, updatedAt }: Comment,
  { answer }: World,
): unknown {
  return answer(`post${NOTES}`, {
    id,
    body,
    system,
    author: { id: authorId, username: author, name: author },
    noteable_iid: number,
    noteable_type: "MergeRequest",
    created_at: createdAt,
    updated_at: updatedAt,
  });
}
