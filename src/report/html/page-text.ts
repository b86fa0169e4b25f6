import { clip } from "../clip.ts";
import { escapeHtml } from "../escape/html.ts";

/** Text of a page; whoever wrote the report may have bounded nothing. */
export const pageText = (text: string): string => escapeHtml(clip(text, 2000));

/** Text of which a page has thousands: titles of folds, names of tiles, moments of a line. */
export const labelText = (text: string): string => escapeHtml(clip(text, 500));
