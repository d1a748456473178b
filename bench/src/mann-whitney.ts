// The Mann-Whitney U test: whether two samples can be told apart by their order alone, whatever their distribution.

export type Verdict = {
  readonly u: number /** Two-sided; small means that they can be told apart. */;
  readonly p: number;
};

/** By the normal approximation with tied ranks, good from some twenty values a side. */
export function mannWhitney(a: readonly number[], b: readonly number[]): Verdict {
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))];
  all.sort((left, right) => left.value - right.value);
  let rankSumOfA = 0;
  let tied = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end += 1;
    const group = all.slice(start, end);
    // Equal values share the middle of the ranks that they take up.
    rankSumOfA += ((start + 1 + end) / 2) * group.filter((one) => one.isA).length;
    tied += group.length ** 3 - group.length;
    start = end;
  }
  const n = all.length;
  const u = rankSumOfA - (a.length * (a.length + 1)) / 2;
  const variance = ((a.length * b.length) / 12) * (n + 1 - tied / (n * (n - 1)));
  const z = variance === 0 ? 0 : (u - (a.length * b.length) / 2) / Math.sqrt(variance);
  return { u, p: 2 * (1 - normalBelow(Math.abs(z))) };
}

// Abramowitz and Stegun 7.1.26: wrong by less than 2e-7.
function normalBelow(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - (polynomial * Math.exp(-x * x)) / 2;
}
