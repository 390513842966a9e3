import type { SiteLiveness } from '../analyse/liveness.js';
import { Numbers } from '../analyse/numbers.js';
import { ALIAS, OPERAND_BITS, SPILLED, type Trail } from '../analyse/trail.js';

const KIND = (1 << OPERAND_BITS) - 1;

/**
 * Which sites of a body share a stub: those that save the same locals and the same spilled operands.
 *
 * Stubs are numbered in the order of their first sites. Saved locals are the live ones and those that stand for operands.
 */
export class StubGrouping {
  /** The stub of each site. */
  readonly stubOf = new Numbers();
  /** The first site of each stub, and how many sites it has. */
  readonly firstSite = new Numbers();
  readonly siteCount = new Numbers();
  #liveness: SiteLiveness | undefined;
  #trail: Trail | undefined;
  /** Stubs by hash, -1 for none. */
  #table = new Int32Array(64);

  /** Groups the sites of a trail; `liveness` is that of its sites, to which the aliases are added. */
  group(trail: Trail, liveness: SiteLiveness): void {
    this.#trail = trail;
    this.#liveness = liveness;
    this.stubOf.length = 0;
    this.firstSite.length = 0;
    this.siteCount.length = 0;
    let size = 16;
    while (size < 2 * trail.siteAt.length) size *= 2;
    if (size > this.#table.length) this.#table = new Int32Array(size);
    this.#table.fill(-1, 0, size);
    const mask = size - 1;
    for (let site = 0; site < trail.siteAt.length; site++) {
      let slot = this.#hash(site, trail, liveness) & mask;
      let stub = this.#table[slot] ?? -1;
      while (stub >= 0 && !this.#same(this.firstSite.at(stub), site)) {
        slot = (slot + 1) & mask;
        stub = this.#table[slot] ?? -1;
      }
      if (stub < 0) {
        stub = this.firstSite.length;
        this.#table[slot] = stub;
        this.firstSite.push(site);
        this.siteCount.push(0);
      }
      this.stubOf.push(stub);
      this.siteCount.data[stub] = this.siteCount.at(stub) + 1;
    }
  }

  /** The operands of a site, from and to. */
  static range(trail: Trail, site: number): { readonly from: number; readonly to: number } {
    const from = trail.siteOperands.at(site);
    const to = site + 1 < trail.siteAt.length ? trail.siteOperands.at(site + 1) : trail.operands.length;
    return { from, to };
  }

  #hash(site: number, trail: Trail, liveness: SiteLiveness): number {
    const { words, sites } = liveness;
    const { from, to } = StubGrouping.range(trail, site);
    let hash = 17;
    for (let at = from; at < to; at++) {
      const code = trail.operands.at(at);
      const argument = code >> OPERAND_BITS;
      if ((code & KIND) === ALIAS) {
        const word = site * words + (argument >> 5);
        sites[word] = (sites[word] ?? 0) | (1 << (argument & 31));
      } else if ((code & KIND) === SPILLED) hash = (Math.imul(hash, 31) + argument + 1) | 0;
    }
    for (let word = 0; word < words; word++)
      hash = (Math.imul(hash, 0x01000193) ^ (sites[site * words + word] ?? 0)) | 0;
    return hash ^ (hash >>> 15);
  }

  #same(one: number, other: number): boolean {
    const trail = this.#trail;
    const liveness = this.#liveness;
    if (trail === undefined || liveness === undefined) return false;
    const { words, sites } = liveness;
    for (let word = 0; word < words; word++) {
      if (sites[one * words + word] !== sites[other * words + word]) return false;
    }
    const ones = StubGrouping.range(trail, one);
    const others = StubGrouping.range(trail, other);
    let at = others.from;
    for (let index = ones.from; index < ones.to; index++) {
      const code = trail.operands.at(index);
      if ((code & KIND) !== SPILLED) continue;
      while (at < others.to && (trail.operands.at(at) & KIND) !== SPILLED) at++;
      if (at >= others.to || trail.operands.at(at++) !== code) return false;
    }
    while (at < others.to && (trail.operands.at(at) & KIND) !== SPILLED) at++;
    return at >= others.to;
  }
}
