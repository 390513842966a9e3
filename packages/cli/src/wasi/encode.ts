import { ByteWriter } from '@wasm-checkpoint/bytes';
import { checkWasiState } from './check.js';
import { callCode, objectCode } from './codes.js';
import type { Descriptor, OpenObject, Place, WasiState } from './state.js';

/** The canonical payload of a state; throws the diagnostics of `decodeWasiState` for a state that no payload can have. */
export function encodeWasiState(state: WasiState): Uint8Array {
  checkWasiState(state);
  const writer = new ByteWriter();
  const name = (text: string): void => writer.name(text);
  writer.vec(state.arguments, name);
  writer.u8(state.environment === undefined ? 0 : 1);
  if (state.environment !== undefined) writer.vec(state.environment, name);
  writer.vec(state.directories, name);
  writer.vec(state.descriptors, (descriptor) => writeDescriptor(writer, descriptor));
  writer.u64(state.clocks.monotonic);
  writer.u64(state.clocks.process);
  writer.u64(state.clocks.thread);
  writer.u8(state.owed === undefined ? 0 : 1);
  if (state.owed !== undefined) {
    writer.u8(callCode[state.owed.call]);
    for (const argument of state.owed.arguments) writer.u64(argument);
    writer.u64(state.owed.begun);
  }
  return writer.finish();
}

function writeDescriptor(writer: ByteWriter, { fd, base, inheriting, flags, object }: Descriptor): void {
  writer.u32(fd);
  writer.fixed64(base);
  writer.fixed64(inheriting);
  writer.u8(flags);
  writer.u8(objectCode[object.kind]);
  writeObject(writer, object);
}

const writePlace = (writer: ByteWriter, { directory, path }: Place): void => {
  writer.u32(directory);
  writer.name(path);
};

const writeBytes = (writer: ByteWriter, bytes: Uint8Array): void => {
  writer.u32(bytes.length);
  writer.raw(bytes);
};

function writeObject(writer: ByteWriter, object: OpenObject): void {
  switch (object.kind) {
    case 'input':
      writeBytes(writer, object.ahead);
      break;
    case 'input-file':
      writer.u64(object.offset);
      break;
    case 'directory':
      writePlace(writer, object.place);
      writer.u8(object.preopened ? 1 : 0);
      writer.vec(object.listing, (entry) => {
        writer.u64(entry.cookie);
        writer.name(entry.name);
      });
      break;
    case 'file':
      writePlace(writer, object.place);
      writer.u64(object.offset);
      writer.u8(object.seen === undefined ? 0 : 1);
      if (object.seen !== undefined) {
        writer.u64(object.seen.size);
        writer.u64(object.seen.modified);
      }
      break;
    case 'unnamed':
      writeBytes(writer, object.contents);
      writer.u64(object.offset);
      break;
    default: // The two streams of output have nothing more to say.
  }
}
