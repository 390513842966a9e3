/** The alternatives for decimal numbers from 0 to `digits` that have as many digits and no leading zero. */
function sameLength(digits: string): string[] {
  const alternatives: string[] = [];
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[index]);
    const low = index === 0 ? 1 : 0;
    const rest = digits.length - index - 1;
    if (digit > low) {
      const range = digit - 1 === low ? `${low}` : `[${low}-${digit - 1}]`;
      alternatives.push(`${digits.slice(0, index)}${range}${rest > 0 ? `[0-9]{${rest}}` : ''}`);
    }
  }
  return [...alternatives, digits];
}

/** Numbers from 1 to `max`, which has two digits or more. */
function upTo(max: bigint): string {
  const digits = String(max);
  return [`[1-9][0-9]{0,${digits.length - 2}}`, ...sameLength(digits)].join('|');
}

/** The regular expression of exactly the integers from `min`, which is not above 0, to `max`, in shortest decimal form. */
export function decimalPattern(min: bigint, max: bigint): string {
  const negative = min < 0n ? [`-(${upTo(-min)})`] : [];
  return `^(${['0', upTo(max), ...negative].join('|')})$`;
}
