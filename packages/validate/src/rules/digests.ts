import { Diagnostic } from '@wasm-checkpoint/bytes';
import { checkDigests, resolveMemories } from '@wasm-checkpoint/format';
import type { CheckpointErrorCode } from '@wasm-checkpoint/tables';
import { basesOf } from '../bases.js';
import type { Context } from '../context.js';
import type { RuleFamily } from './rule.js';

const clauses = ['digest-section-memories', 'digest-section-state'] as const;
const codes: ReadonlySet<string> = new Set<CheckpointErrorCode>(['CKPT2016', 'CKPT2017']);

/** The digests that the checkpoint stores and that are to be verified. */
function unverified(context: Context, reason: string): void {
  for (const clause of clauses) {
    const of = (kind: string): boolean => (kind === 'memories') === (clause === 'digest-section-memories');
    const stored = context.checkpoint.digests.some(({ kind }) => of(kind));
    if (stored) context.unchecked.push({ clause, reason });
  }
}

/** clause: digest-section-memories, digest-section-state */
function verify(context: Context): void {
  const { checkpoint, settings, findings } = context;
  const { parent, sha256, zstd } = settings;
  const modules = basesOf(context);
  const digests = checkpoint.digests.filter(({ kind }) =>
    context.on(kind === 'memories' ? 'digest-section-memories' : 'digest-section-state'),
  );
  try {
    const sources = resolveMemories(checkpoint, {
      modules,
      ...(parent === undefined ? {} : { parent }),
      ...(zstd === undefined ? {} : { zstd }),
    });
    checkDigests({ ...checkpoint, digests }, sources, {
      sha256,
      modules,
      liveness: {
        liveLocals: (moduleidx, funcidx, offset) => {
          const place = context.modules[moduleidx]?.place(funcidx, offset);
          return place === undefined || place instanceof Diagnostic ? [] : Array.from(place.live, (live) => live === 1);
        },
      },
    });
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    if (codes.has(fault.code)) findings.addDiagnostic(fault);
    else unverified(context, fault.text);
  }
}

/** Stored digests, which are those of the configuration; they are verified with `full` alone, once all else holds. */
export const digests: RuleFamily = {
  name: 'digests',
  judgement: 'C',
  clauses,
  run(context) {
    const { full, blocks } = context.settings;
    if (context.checkpoint.digests.length === 0 || !context.findings.none) return;
    if (full && blocks) verify(context);
    else unverified(context, full ? 'the blocks of the images were not kept' : 'digests are not verified');
  },
};
