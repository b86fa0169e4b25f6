import type { Book } from "./book.ts";
import { readBook } from "./lines.ts";

let read: Promise<Book> | undefined;

/** The book of this version. It is 200 kB, and loaded where something is priced. */
export const shippedBook = (): Promise<Book> =>
  (read ??= import("./shipped.ts").then(({ SHIPPED }) => readBook(SHIPPED)));
