// Stands beside the toolchain's node_modules, from where alone it can be found.
export { componentize } from '@bytecodealliance/componentize-js';
