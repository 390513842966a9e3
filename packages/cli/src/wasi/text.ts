import { printable, quoted } from '../text/printable.js';
import { bytesText, count } from '../text/quantity.js';
import { type Descriptor, fdflags, type Place, rights, type WasiState } from './state.js';

const nameOf = (variable: string): string => variable.slice(0, variable.indexOf('='));

/** A host state of WASI for people, a line each; without `reveal` only the names of environment variables. */
export function wasiStateText(state: WasiState, reveal: boolean): string[] {
  const { environment, clocks, owed } = state;
  const variables = reveal
    ? (environment ?? []).map(printable)
    : (environment ?? []).map((one) => printable(nameOf(one)));
  const hint = reveal ? '' : ' (--reveal shows the values)';
  return [
    `arguments    ${state.arguments.map(quoted).join(' ')}`,
    environment === undefined
      ? 'environment  left out'
      : `environment  ${count(environment.length, 'variable')}${variables.length === 0 ? '' : `: ${variables.join(', ')}${hint}`}`,
    ...state.descriptors.map(
      (descriptor) => `fd ${String(descriptor.fd).padEnd(4)}      ${descriptorText(state, descriptor)}`,
    ),
    `clocks       monotonic ${seconds(clocks.monotonic)}, CPU ${seconds(clocks.process)}`,
    ...(owed === undefined
      ? []
      : [`waiting      in ${owed.call} since the monotonic clock read ${seconds(owed.begun)}`]),
  ];
}

const seconds = (nanoseconds: bigint): string => `${(Number(nanoseconds) / 1e9).toFixed(3)} s`;

function placeText({ directories }: WasiState, { directory, path }: Place): string {
  const name = quoted(directories[directory] ?? '');
  return path === '' ? name : `${quoted(path)} in ${name}`;
}

function descriptorText(state: WasiState, { base, flags, object }: Descriptor): string {
  const set = Object.entries(fdflags).flatMap(([name, bit]) => ((flags & bit) === 0 ? [] : [name]));
  const flagsText = set.length === 0 ? '' : `, ${set.join(', ')}`;
  const mode = [(base & rights.fd_read) === 0n ? '' : 'read', (base & rights.fd_write) === 0n ? '' : 'write'];
  const access = mode.filter((word) => word !== '').join(' and ');
  switch (object.kind) {
    case 'input':
      return `standard input${object.ahead.length === 0 ? '' : `, ${count(object.ahead.length, 'byte')} read ahead`}`;
    case 'input-file':
      return `standard input, a file at offset ${object.offset}`;
    case 'output':
      return `standard output${flagsText}`;
    case 'error':
      return `standard error${flagsText}`;
    case 'directory': {
      const listed = object.listing.length === 0 ? '' : `, listing of ${object.listing.length}`;
      return `${object.preopened ? 'preopened directory' : 'directory'} ${placeText(state, object.place)}${listed}`;
    }
    case 'file': {
      const size = object.seen === undefined ? '' : ` of ${object.seen.size}`;
      return `file ${placeText(state, object.place)} at offset ${object.offset}${size}, ${access}${flagsText}`;
    }
    case 'unnamed':
      return `file without a name, ${bytesText(object.contents.length)}, at offset ${object.offset}, ${access}${flagsText}`;
  }
}
