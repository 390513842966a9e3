export { JsEngine } from './engine.js';
