const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** The smaller of two integers. */
export function smaller(left: bigint, right: bigint): bigint {
  if (left > right) return right;
  return left;
}

/** A number of bytes in three digits: `512 bytes`, `1.50 MiB`. */
export function bytesText(size: number | bigint): string {
  let value = Number(size);
  if (value < 1024) return count(value, 'byte');
  let unit = -1;
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return `${value.toFixed(digits).replace(/\.0+$/, '')} ${units[unit]}`;
}

/** A count and its noun: `1 page`, `2 pages`, `3 memories`. */
export function count(number: number | bigint, noun: string, plural = `${noun}s`): string {
  return `${grouped(number)} ${Number(number) === 1 ? noun : plural}`;
}

/** A whole number with thousands apart: `1,234,567`. */
export const grouped = (number: number | bigint): string => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** An address in a memory of `size` bytes, as wide as the largest one. */
export function addressText(address: number | bigint, size: number | bigint): string {
  const width = Math.max(8, BigInt(size).toString(16).length);
  return `0x${address.toString(16).padStart(width, '0')}`;
}

/** A share in whole percent; less than one is said so. */
export function percent(part: number | bigint, whole: number | bigint): string {
  const share = Number(whole) === 0 ? 0 : (100 * Number(part)) / Number(whole);
  if (share > 0 && share < 1) return '<1 %';
  if (share > 99 && share < 100) return '>99 %';
  return `${Math.round(share)} %`;
}

/** Ascending numbers with runs drawn together: `0, 3-7`. */
export function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let index = 0; index < numbers.length; ) {
    let last = index;
    while (numbers[last + 1] === (numbers[last] ?? 0) + 1) last += 1;
    parts.push(last === index ? `${numbers[index]}` : `${numbers[index]}-${numbers[last]}`);
    index = last + 1;
  }
  return parts.join(', ');
}
