import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, checkBases, sameRef, tablePieces } from '@wasm-checkpoint/format';
import { basesOf } from '../bases.js';
import type { Context } from '../context.js';
import type { RuleFamily } from './rule.js';

/** clause: valid-base-table, valid-base-differs */
function checkTables(context: Context): void {
  const { checkpoint, findings } = context;
  const modules = basesOf(context);
  for (const [address, { base }] of checkpoint.tables.entries()) {
    if (base.kind !== 'module' || context.instance(base.instance) === undefined) continue;
    const path = `tables[${address}]`;
    let missing = false;
    let equal = false;
    for (const piece of tablePieces(checkpoint, address, modules)) {
      context.spend(1, path);
      if (piece.stored === undefined && piece.base === undefined && !missing && context.on('valid-base-table')) {
        missing = true;
        findings.add('CKPT3126', { entry: piece.entry }, path);
      }
      if (piece.stored === undefined || piece.base === undefined || equal) continue;
      if (!sameRef(piece.stored, piece.base) || !context.on('valid-base-differs')) continue;
      equal = true;
      findings.add('CKPT3006', { table: address, entry: piece.entry }, path);
    }
  }
}

/** The checkpoint with the memories whose bases are at hand; the others as if they had none. */
function resolvable(context: Context): Checkpoint {
  const { checkpoint, settings } = context;
  const memories = checkpoint.memories.map((memory, address) => {
    const { image } = memory;
    const { base } = image;
    const known =
      base.kind === 'module'
        ? context.instance(base.instance) !== undefined
        : base.kind === 'zeros' || settings.parent?.[base.memory] !== undefined;
    if (known) return memory;
    const reason = base.kind === 'parent' ? 'the parent is not given' : 'the module is not given';
    context.unchecked.push({ clause: 'valid-base-differs', reason: `memory ${address}: ${reason}` });
    return { ...memory, image: { ...image, base: { kind: 'zeros' } as const } };
  });
  return { ...checkpoint, memories, tables: [] };
}

/** clause: valid-base-differs */
function checkMemories(context: Context): void {
  const { checkpoint, settings, findings } = context;
  if (!checkpoint.memories.some(({ image }) => image.base.kind !== 'zeros')) return;
  if (!settings.full || !settings.blocks) {
    context.unchecked.push({ clause: 'valid-base-differs', reason: 'the bases of memories are not resolved' });
    return;
  }
  const { parent, zstd } = settings;
  try {
    checkBases(resolvable(context), {
      modules: basesOf(context),
      ...(parent === undefined ? {} : { parent }),
      ...(zstd === undefined ? {} : { zstd }),
    });
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    if (fault.code === 'CKPT3004') findings.addDiagnostic(fault);
    else context.unchecked.push({ clause: 'valid-base-differs', reason: fault.text });
  }
}

/** Bases of tables and memories: what is left to them is theirs, what is stored differs. */
export const bases: RuleFamily = {
  name: 'bases',
  judgement: 'B',
  clauses: ['valid-base-table', 'valid-base-differs'],
  run(context) {
    checkTables(context);
    if (context.on('valid-base-differs')) checkMemories(context);
  },
};
