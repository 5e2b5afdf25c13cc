/** One measured figure beside its control, which was measured in the same run. */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly ours: number
  /** What is there without us: the SDK, plain objects, a raw request. */
  readonly control: number
  /** What was to be reached, in words; and whether it was. */
  readonly goal: string
  readonly ok: boolean
}

/** The figure as one line of JSON; `ratio` is how many of ours make one control. */
export function lineOf(bench: string, { goal, ok, ...figure }: Figure): string {
  const { name, unit, ours, control } = figure
  const ratio = ours === 0 ? 0 : control / ours
  return JSON.stringify({
    bench,
    name,
    unit,
    ours: rounded(ours),
    control: rounded(control),
    ratio: rounded(ratio),
    goal,
    ok,
  })
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
