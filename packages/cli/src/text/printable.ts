/** Control, format, private and unpaired characters, which a terminal would obey or hide, and the backslash that shows them. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\\]/gu;

const escaped = (character: string): string =>
  character === '\\' ? '\\\\' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** A name from a file as it may be shown to people: what is not visible is escaped. */
export const printable = (text: string): string => text.replace(hidden, escaped);

/** A name in quotes. */
export const quoted = (text: string): string => `"${printable(text).replaceAll('"', '\\"')}"`;
