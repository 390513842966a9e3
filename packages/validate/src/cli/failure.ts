/** What ends the command with exit code 2: it was called wrongly, or could not read what it was told to. */
export class Failure extends Error {}

/** The words of an error of the system or a library, without its stack. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
