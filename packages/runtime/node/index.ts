export { type Stop, type StopListener, ThreadInspector, type ThreadInspectorOptions } from './v8-inspector/thread.js';
