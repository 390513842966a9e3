/** The part of the WebAssembly JavaScript interface that is used here; hosts have it under this name. */
export interface JsMemory {
  readonly buffer: ArrayBuffer;
  grow(delta: number | bigint): number | bigint;
}

export interface JsTable {
  readonly length: number | bigint;
  get(index: number | bigint): unknown;
  set(index: number | bigint, value: unknown): void;
  grow(delta: number | bigint, value: unknown): number | bigint;
}

export interface JsGlobal {
  value: unknown;
}

interface ImportDescriptor {
  readonly module: string;
  readonly name: string;
}

interface JsModule {
  new (bytes: Uint8Array): object;
  imports(module: object): readonly ImportDescriptor[];
}

type Class<Made> = abstract new (...args: never[]) => Made;

interface JsWebAssembly {
  readonly Module: JsModule;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: Class<JsMemory>;
  readonly Table: Class<JsTable>;
  readonly Global: Class<JsGlobal>;
  /** Missing in engines without exceptions. */
  readonly Tag?: Class<object>;
  readonly RuntimeError: Class<Error>;
  readonly CompileError: Class<Error>;
  readonly LinkError: Class<Error>;
  compile(bytes: Uint8Array): Promise<object>;
}

declare const WebAssembly: JsWebAssembly;

/** The host's WebAssembly; throws a `ReferenceError` where there is none. */
export const webAssembly = (): JsWebAssembly => WebAssembly;
