import { Diagnostic, type ErrorParams, type Faults } from '@wasm-checkpoint/bytes';

const fault = (name: keyof Faults, offset: number, params: ErrorParams = {}): Diagnostic =>
  new Diagnostic({ code: 'TEST1001', name, phase: 'malformed', clause: 'test', template: name }, params, { offset });

/** Faults whose rule is the name of the function that made them. */
export const faults: Faults = {
  unexpectedEnd: (offset, needed) => fault('unexpectedEnd', offset, { needed }),
  lebTooLong: (offset, bits) => fault('lebTooLong', offset, { bits }),
  lebTooLarge: (offset, bits) => fault('lebTooLarge', offset, { bits }),
  lebNotMinimal: (offset) => fault('lebNotMinimal', offset),
  notUtf8: (offset) => fault('notUtf8', offset),
  countTooLarge: (offset, count, remaining) => fault('countTooLarge', offset, { count, remaining }),
};

/** `rule@offset` of the diagnostic that an action throws; undefined when it throws nothing; anything else is rethrown. */
export function faultOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof Diagnostic) return `${error.rule}@${error.offset}`;
    throw error;
  }
}
