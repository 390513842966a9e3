/** A defined function in a text that wasm-tools printed: its head, lines that are further in, and the closing parenthesis. */
export const functionPattern = /^ {2}\(func .*\n(?: {4}.*\n)*(?: {2}\)\n)?/gm;
