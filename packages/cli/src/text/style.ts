import picocolors from 'picocolors';

/** How text for people is set off, and how wide it may be. */
export interface Style {
  readonly width: number;
  heading(text: string): string;
  name(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

/** Colours on a terminal, none in a pipe or where NO_COLOR asks for none. */
export function styleOf(stream: NodeJS.WriteStream): Style {
  const { FORCE_COLOR, NO_COLOR } = process.env;
  const enabled = (NO_COLOR ?? '') === '' && ((FORCE_COLOR ?? '') !== '' || stream.isTTY === true);
  const colours = picocolors.createColors(enabled);
  return {
    width: Math.max(60, stream.columns ?? 110),
    heading: colours.bold,
    name: colours.cyan,
    faint: colours.dim,
    good: colours.green,
    bad: colours.red,
  };
}
