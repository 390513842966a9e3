import { crc32c as nativeCrc32c } from '@node-rs/crc32';
import {
  bytesSource,
  type Checkpoint,
  CheckpointEncoder,
  type Crc32c,
  decode,
  diff,
  differences,
  digestsOf,
  emptyCheckpoint,
  encode,
  expand,
  imageOf,
  type MemoryImage,
  MemoryTree,
  RandomAccess,
  resolveMemory,
  TreeBuilder,
  zeroPages,
} from '@wasm-checkpoint/format';
import { nodeAlgorithms, nodeScan } from '@wasm-checkpoint/format/node';
import { type Candidate, type CompareOptions, compare, type Samples } from '../harness.js';
import { realisticHeap } from '../heaps/heap.js';
import type { BenchTarget, Figure } from '../target.js';
import {
  compressPieces,
  filledBytes,
  filledPieces,
  PAGE,
  scanCopyChecksum,
  scanCopyChecksumHash,
} from './checkpoint-bare.js';

const MIB = 2 ** 20;
const native: Crc32c = { update: (crc, bytes) => nativeCrc32c(bytes, crc) };

/** A checkpoint of nothing but one memory. */
function checkpointOf(bytes: number, image: MemoryImage, zstd: boolean): Checkpoint {
  const pages = BigInt(bytes / 65536);
  return {
    ...emptyCheckpoint,
    features: zstd ? ['zstd'] : [],
    memories: [{ type: { address: 'i32', limits: { min: pages }, shared: false, pageSizeLog2: 16 }, image }],
  };
}

/** Every hundredth page or so of the first of a heap. */
function dirtyPages(count: number, step: number): { pages(): Iterable<number> } {
  const pages = Array.from({ length: count }, (_, index) => index * step);
  return { pages: () => pages };
}

/** Images and files of 256 MiB of realistic heap, against bare loops of what they cannot do without. */
export const checkpoint: BenchTarget = {
  name: 'checkpoint',
  help: 'images, files, digests of 256 MiB of real heaps against bare scan, copy, CRC, SHA-256, zstd',
  async run({ compare: asked, show }) {
    // No forced collections: they make V8 drop compiled code, which takes longer to come back than a capture.
    const options: Partial<CompareOptions> = { warmup: 1500, ...asked };
    const figures: Figure[] = [];
    const figure = (what: string, value: number, unit: string, detail: string): void => {
      figures.push({ name: `checkpoint/${what}`, value, unit, detail });
    };
    const heap = realisticHeap(show);
    const filled = filledBytes(heap);
    const all = await nodeAlgorithms();
    const { crc32c, sha256, zstd } = all;
    const run = (name: string, candidates: readonly Candidate[]): Samples => {
      show(name);
      return compare(candidates, options);
    };
    const speeds = (samples: Samples, part: string, bytes: number, candidates: readonly Candidate[]): void => {
      for (const { name } of candidates) {
        figure(`${part}/${name}`, samples.throughput(name, bytes), 'MB/s', `${name}, of ${bytes} bytes`);
      }
    };
    figure('heap/filled', filled / heap.length, 'x', 'pages that are not zero, as a share of 256 MiB');

    const raw = (crc: Crc32c): Uint8Array =>
      encode(checkpointOf(heap.length, imageOf(heap, { scan: nodeScan }), false), {
        algorithms: { ...all, crc32c: crc },
      });
    /** The file with its digests, each block hashed as it is written. */
    const digested = (): Uint8Array => {
      const target = new Uint8Array(heap.length + MIB);
      let at = 0;
      const put = (bytes: Uint8Array): void => {
        target.set(bytes, at);
        at += bytes.length;
      };
      const state = checkpointOf(heap.length, { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] }, false);
      const encoder = new CheckpointEncoder({ algorithms: all });
      const builder = new TreeBuilder(BigInt(heap.length), 16, { sha256 });
      for (const bytes of encoder.state(state)) put(bytes);
      for (const block of differences(heap, zeroPages, { scan: nodeScan })) {
        put(encoder.block(0, block));
        builder.block(block);
      }
      const digests = digestsOf(state, [builder.finish()], { sha256, liveness: { liveLocals: () => [] } });
      const stored = (['memories', 'core', 'state'] as const).map((kind) => ({ kind, digest: digests[kind] }));
      for (const bytes of encoder.finish({ digests: stored })) put(bytes);
      return target.subarray(0, at);
    };
    const rawCandidates = [
      { name: 'raw', run: () => raw(crc32c) },
      { name: 'raw with native CRC', run: () => raw(native) },
      { name: 'bare', run: () => scanCopyChecksum(heap, crc32c) },
      { name: 'bare with native CRC', run: () => scanCopyChecksum(heap, native) },
      { name: 'raw, digest', run: digested },
      { name: 'bare, SHA-256', run: () => scanCopyChecksumHash(heap, crc32c) },
    ];
    const made = run('raw', rawCandidates);
    speeds(made, 'raw', heap.length, rawCandidates);
    figure('raw/of-bare', made.ratio('bare', 'raw'), 'x', 'speed against scan + copy + the same CRC');
    const own = 'speed against scan + copy + CRC, each with the CRC of @node-rs/crc32';
    figure('raw/of-bare-native', made.ratio('bare with native CRC', 'raw with native CRC'), 'x', own);
    figure(
      'raw/of-native',
      made.ratio('bare with native CRC', 'raw'),
      'x',
      'own CRC against a bare loop with the native one',
    );
    figure(
      'digest/of-bare',
      made.ratio('bare, SHA-256', 'raw, digest'),
      'x',
      'against the same and SHA-256 of filled pages',
    );
    const file = raw(crc32c);
    figure('raw/size', file.length / filled, 'x', 'bytes of the file for each byte of filled pages');

    const pieces = filledPieces(heap);
    const compression = { zstd, level: 1 };
    const compressed = (): Uint8Array =>
      encode(checkpointOf(heap.length, imageOf(heap, { scan: nodeScan, compression }), true), { algorithms: all });
    const zstdCandidates = [
      { name: 'zstd-1', run: compressed },
      { name: 'bare zstd-1', run: () => compressPieces(pieces, zstd) },
    ];
    const squeezed = run('zstd', zstdCandidates);
    speeds(squeezed, 'zstd', filled, zstdCandidates);
    figure(
      'zstd/of-bare',
      squeezed.ratio('bare zstd-1', 'zstd-1'),
      'x',
      'speed against the bare library, 1 MiB at a time',
    );
    const bareSize = compressPieces(pieces, zstd);
    const ownSize = compressed().length;
    figure('zstd/size', filled / ownSize, 'x', 'filled pages to file');
    figure('zstd/bare-size', filled / bareSize, 'x', 'filled pages to frames of the bare library');
    figure('zstd/size-of-bare', bareSize / ownSize, 'x', 'effect on size, as a share of that of the bare library');

    const copy = heap.slice();
    const target = new Uint8Array(heap.length);
    const base = { kind: 'parent', memory: 0 } as const;
    const small = heap.subarray(0, 16 * MIB);
    const smallCopy = copy.subarray(0, 16 * MIB);
    const dirty = dirtyPages(1000, 4);
    const changes = [
      { name: 'unchanged', run: () => diff(heap, copy, base, { scan: nodeScan }) },
      { name: 'unchanged, portable scan', run: () => diff(heap, copy, base) },
      { name: 'memcpy', run: () => target.set(heap) },
      { name: '1000 dirty of 256 MiB', run: () => diff(heap, copy, base, { scan: nodeScan, dirty }) },
      { name: '1000 dirty of 16 MiB', run: () => diff(small, smallCopy, base, { scan: nodeScan, dirty }) },
    ];
    const changed = run('diff', changes);
    speeds(changed, 'diff', heap.length, changes.slice(0, 3));
    figure(
      'diff/times-memcpy',
      changed.ratio('unchanged', 'memcpy'),
      'x',
      'an unchanged image by comparison, against memcpy',
    );
    const portable = changed.ratio('unchanged, portable scan', 'memcpy');
    figure('diff/portable-times-memcpy', portable, 'x', 'the same without a host');
    const perPage = (changed.median('1000 dirty of 256 MiB') * 1e3) / 1000;
    figure('diff/dirty-page', perPage, 'us', 'for each page of a dirty set of 1000');
    const growth = changed.ratio('1000 dirty of 256 MiB', '1000 dirty of 16 MiB');
    figure('diff/dirty-growth', growth, 'x', 'the same dirty set in an image 16 times as large');
    const dirtyShare = changed.ratio('1000 dirty of 256 MiB', 'memcpy');
    figure('diff/dirty-of-memcpy', dirtyShare, 'x', '1000 dirty pages of 256 MiB, against memcpy of all');

    const digestTree = new MemoryTree(bytesSource(heap), { sha256, scan: nodeScan });
    const updates = [
      { name: 'whole tree', run: () => new MemoryTree(bytesSource(heap), { sha256, scan: nodeScan }).root },
      { name: '100 pages', run: () => digestTree.update(dirtyPages(100, 100).pages(), bytesSource(heap)) },
    ];
    const updated = run('digest', updates);
    figure(
      'digest/update',
      updated.ratio('100 pages', 'whole tree'),
      'x',
      'updating 100 pages, against the whole tree',
    );

    const readers = [
      { name: 'decode', run: () => decode(file, { algorithms: all }) },
      { name: 'decode, expand', run: () => expand(resolveMemory(decode(file, { algorithms: all }), 0)) },
      { name: 'copy', run: () => new Uint8Array(file) },
    ];
    const read = run('decode', readers);
    speeds(read, 'decode', file.length, readers);
    figure(
      'decode/of-copy',
      read.ratio('copy', 'decode'),
      'x',
      'views with integrity checked, against a copy into fresh memory',
    );
    figure(
      'decode/expand-of-copy',
      read.ratio('copy', 'decode, expand'),
      'x',
      'and the image in fresh memory, against the same',
    );

    let bytes = 0;
    const source = {
      size: file.length,
      read: (offset: number, length: number) => {
        bytes += length;
        return file.subarray(offset, offset + length);
      },
    };
    const opened = await RandomAccess.open(source, { algorithms: all });
    figure('random/open', bytes, 'bytes', `read to open a file of ${file.length} bytes`);
    const end = file.length - 18;
    const indexOffset = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(end + 2, true));
    const beyond = bytes - (file.length - indexOffset);
    figure('random/open-beyond-index', beyond, 'bytes', 'of these, what is neither index nor end section');
    const blocks = opened.index.memories[0]?.blocks.length ?? 0;
    figure('random/open-per-block', bytes / blocks, 'bytes', `for each of ${blocks} blocks`);
    bytes = 0;
    await opened.page(0, 12345);
    figure('random/page', bytes / PAGE, 'x', 'bytes read for one page, in pages');
    return figures;
  },
};
