/** The part of the debugging protocol of V8 that a capture uses, as of V8 11 to 14. */
export interface Location {
  readonly scriptId: string;
  readonly lineNumber: number;
  /** In a WebAssembly module: the offset in the module. */
  readonly columnNumber?: number;
}

export interface RemoteObject {
  readonly type: string;
  readonly objectId?: string;
  readonly value?: unknown;
  readonly description?: string;
}

export interface Scope {
  readonly type: string;
  readonly object: RemoteObject;
}

export interface CallFrame {
  readonly callFrameId: string;
  readonly functionName: string;
  readonly location: Location;
  readonly scopeChain: readonly Scope[];
}

export interface PausedEvent {
  readonly callFrames: readonly CallFrame[];
  readonly reason: string;
  readonly hitBreakpoints?: readonly string[];
}

export interface ScriptParsedEvent {
  readonly scriptId: string;
  readonly url: string;
  readonly scriptLanguage?: string;
}

export interface ExecutionContextCreatedEvent {
  readonly context: { readonly id: number; readonly auxData?: { readonly isDefault?: boolean } };
}

export interface CallArgument {
  readonly value?: unknown;
  readonly objectId?: string;
}

export interface PropertyDescriptor {
  readonly name: string;
  readonly value?: RemoteObject;
}

/** Parameters and result of each command that is sent. */
export interface Commands {
  'Debugger.enable': { params: Record<string, never>; result: unknown };
  'Debugger.disable': { params: Record<string, never>; result: unknown };
  'Debugger.pause': { params: Record<string, never>; result: unknown };
  'Debugger.resume': { params: Record<string, never>; result: unknown };
  'Debugger.stepInto': { params: Record<string, never>; result: unknown };
  'Debugger.stepOut': { params: Record<string, never>; result: unknown };
  'Debugger.setBreakpoint': {
    params: { location: Location };
    result: { breakpointId: string; actualLocation: Location };
  };
  'Debugger.setBreakpointsActive': { params: { active: boolean }; result: unknown };
  'Debugger.getScriptSource': { params: { scriptId: string }; result: { scriptSource: string; bytecode?: string } };
  'Runtime.enable': { params: Record<string, never>; result: unknown };
  'Runtime.runIfWaitingForDebugger': { params: Record<string, never>; result: unknown };
  'Runtime.evaluate': {
    params: { expression: string; contextId?: number; returnByValue?: boolean; objectGroup?: string };
    result: { result: RemoteObject; exceptionDetails?: ExceptionDetails };
  };
  'Runtime.callFunctionOn': {
    params: {
      functionDeclaration: string;
      objectId: string;
      arguments?: readonly CallArgument[];
      returnByValue?: boolean;
      objectGroup?: string;
    };
    result: { result: RemoteObject; exceptionDetails?: ExceptionDetails };
  };
  'Runtime.getProperties': {
    params: { objectId: string; ownProperties: boolean };
    result: { result: readonly PropertyDescriptor[]; internalProperties?: readonly PropertyDescriptor[] };
  };
  'Runtime.releaseObjectGroup': { params: { objectGroup: string }; result: unknown };
}

export interface ExceptionDetails {
  readonly text: string;
  readonly exception?: RemoteObject;
}

/** Parameters of each event that is listened to. */
export interface Events {
  'Debugger.paused': PausedEvent;
  'Debugger.resumed': Record<string, never>;
  'Debugger.scriptParsed': ScriptParsedEvent;
  'Runtime.executionContextCreated': ExecutionContextCreatedEvent;
}
