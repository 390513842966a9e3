/**
 * What liveness needs to know of a body, in the order of the code: numbers whose low five bits say what happens, and whose other bits
 * what to. Labels are relative, as in the code. The labels of a branch table or of handlers stand before their
 * event, as numbers of their own.
 */
export const GET = 0;
export const SET = 1;
export const SITE = 2;
export const OPEN = 3;
/** Of a loop, with its number. */
export const OPEN_LOOP = 4;
export const OPEN_IF = 5;
export const ELSE = 6;
export const END = 7;
/** Of a loop, with its number. */
export const END_LOOP = 8;
/** Of an `if` without `else`; one with `else` ends with END_ELSE. */
export const END_IF = 9;
export const END_ELSE = 10;
export const BRANCH = 11;
export const BRANCH_IF = 12;
/** With the number of its labels. */
export const BRANCH_TABLE = 13;
/** Control does not go on here, and to no label. */
export const EXIT = 14;
/** Something in front may throw: only in functions with handlers. */
export const THROW = 15;
/** Of a `try_table`: twice the number of the labels of its handlers, and 1 more if these take every exception. */
export const END_TRY_TABLE = 16;
/** Of a legacy try with handlers: 1 if the last is a `catch_all`. */
export const END_PARTS = 17;
/** A legacy handler begins: 1 if it is the first of its try. */
export const PART = 18;
/** Of a legacy try whose exceptions are those of the construct with this label, counted from outside. */
export const DELEGATE = 19;

export const EVENT_BITS = 5;
