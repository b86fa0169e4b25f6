/**
 * A field of CSV by RFC 4180; a text that a spreadsheet would take for a formula begins with an apostrophe, but for a
 * plain number.
 */
export function csvCell(text: string, quoted = false): string {
  const plain = /^[=+\-@\t\r]/.test(text) && !/^-?\d+\.\d+$/.test(text) ? `'${text}` : text;
  return quoted || /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
