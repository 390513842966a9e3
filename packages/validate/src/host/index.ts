export { hostFamilies, judgeHost } from './judgement.js';
export * from './manifest.js';
export {
  manifestJsonSchema,
  type ReadManifestOptions,
  readManifest,
  readManifestText,
  writeManifest,
} from './manifest-json.js';
export { checkManifest } from './manifest-structure.js';
export { HostOffers } from './offers.js';
export type { HostRuleFamily } from './rule.js';
