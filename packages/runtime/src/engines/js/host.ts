/** What hosts tell of themselves. */
interface Host {
  readonly process?: { readonly versions?: Readonly<Record<string, string | undefined>> };
  readonly Deno?: { readonly version?: { readonly v8?: string } };
  readonly navigator?: { readonly userAgent?: string };
}

/** The engine of this host and its version, as far as the host tells. */
export function hostEngine(): { readonly name: string; readonly version: string } {
  const { process, Deno, navigator } = globalThis as Host;
  if (Deno?.version?.v8 !== undefined) return { name: 'v8', version: Deno.version.v8 };
  const { bun, v8, webkit } = process?.versions ?? {};
  if (bun !== undefined) return { name: 'jsc', version: webkit ?? bun };
  if (v8 !== undefined) return { name: 'v8', version: v8 };
  return { name: 'js', version: navigator?.userAgent ?? '' };
}
