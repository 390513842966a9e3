/**
 * What a custom section says of the rest of the module, and so when it can be kept:
 * - `kept`: nothing that moves;
 * - `names`, `metadata`: indices and offsets that we know how to map;
 * - `code`: offsets into the code section that we do not know how to map;
 * - `module`: numbers and offsets of sections as well.
 */
export type CustomPolicy = 'kept' | 'names' | 'metadata' | 'code' | 'module';

/** Custom sections by name; one whose `name` ends in `*` stands for all that begin so. Those not listed are kept. */
export const customPolicies: readonly {
  readonly name: string;
  readonly policy: CustomPolicy;
  readonly source: string;
}[] = [
  { name: 'name', policy: 'names', source: 'core spec, appendix Custom Sections' },
  { name: 'metadata.code.*', policy: 'metadata', source: 'tool-conventions, CodeMetadata' },
  { name: 'producers', policy: 'kept', source: 'tool-conventions, ProducersSection' },
  { name: 'target_features', policy: 'kept', source: 'tool-conventions, Linking' },
  { name: 'dylink.0', policy: 'kept', source: 'tool-conventions, DynamicLinking' },
  { name: 'sourceMappingURL', policy: 'kept', source: 'tool-conventions, Debugging' },
  { name: 'external_debug_info', policy: 'code', source: 'tool-conventions, Debugging' },
  { name: '.debug_*', policy: 'code', source: 'DWARF for WebAssembly' },
  { name: 'linking', policy: 'module', source: 'tool-conventions, Linking' },
  { name: 'reloc.*', policy: 'module', source: 'tool-conventions, Linking' },
];

const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** The policy for custom sections of a name. */
export const customPolicy = (name: string): CustomPolicy =>
  customPolicies.find((row) => matches(row.name, name))?.policy ?? 'kept';
