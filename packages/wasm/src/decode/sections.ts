import { ByteReader } from '@wasm-checkpoint/bytes';
import { wasmSections } from '@wasm-checkpoint/tables';
import { diagnostic, faults } from '../diagnostics.js';
import { type FeatureSet, requireFeature } from '../features.js';
import { checkLimit, type WasmLimits } from '../limits.js';
import type { SectionHeader } from '../syntax/module.js';

const rows = new Map(wasmSections.map((row) => [row.id as number, row]));
const MAGIC = 0x6d73_6100;

/** Reads magic, version and every section header, in file order; contents are not looked at, custom names excepted. */
export function readSectionHeaders(bytes: Uint8Array, features: FeatureSet, limits: WasmLimits): SectionHeader[] {
  const reader = new ByteReader(bytes, faults);
  checkLimit(limits, 'moduleSize', bytes.length, 0);
  if (reader.fixed32() !== MAGIC) throw diagnostic('WASM1006', {}, { offset: 0 });
  const version = reader.fixed32();
  if (version !== 1) throw diagnostic('WASM1007', { version }, { offset: 4 });
  const headers: SectionHeader[] = [];
  let order = 0;
  while (!reader.atEnd) {
    const offset = reader.offset;
    const id = reader.u8();
    const row = rows.get(id);
    if (row === undefined) throw diagnostic('WASM1008', { id }, { offset });
    if (row.name === 'tag' ? !features.has('legacy-exceptions') : true)
      requireFeature(features, row.feature, `${row.name} section`, offset);
    const contents = reader.window(reader.u32());
    const start = contents.offset;
    if (row.name === 'custom') {
      const name = contents.name();
      headers.push({ name: row.name, id, offset, start, end: contents.end, custom: { name, start: contents.offset } });
      continue;
    }
    if (row.order <= order) throw diagnostic('WASM1009', { section: row.name }, { offset });
    order = row.order;
    headers.push({ name: row.name, id, offset, start, end: contents.end, custom: undefined });
  }
  return headers;
}
