// One measured figure.

export type BenchRow = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** `value` divided by what `against` measured in the same run. */
  readonly ratio?: number;
  readonly against?: string;
  readonly note?: string;
};
