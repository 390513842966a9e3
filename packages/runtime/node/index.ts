export { connectDebugger, type InspectedProcess, startInspected } from './v8-inspector/process.js';
export { type Stop, type StopListener, ThreadInspector, type ThreadInspectorOptions } from './v8-inspector/thread.js';
