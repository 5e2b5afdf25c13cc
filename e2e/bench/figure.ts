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

/** How much of what the first half, or half as many, needs all may need. */
const MOST_GROWTH = 1.05
const MiB = 1024 * 1024

/** Memory that must not grow with how much there is to do; both in bytes. */
export function growthFigure(name: string, ours: number, control: number): Figure {
  return {
    name,
    unit: 'MiB',
    ours: ours / MiB,
    control: control / MiB,
    goal: `ratio ≥ 1 / ${MOST_GROWTH}`,
    ok: ours <= control * MOST_GROWTH,
  }
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
