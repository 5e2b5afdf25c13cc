import { formatSize } from '../model/format.ts'

const WIDTH = 56
const HEIGHT = 14

/** The speed of the last half minute as a small curve, and in words for who does not see it. */
export function SpeedCurve({ speeds }: { readonly speeds: readonly number[] }) {
  if (speeds.length < 2) return null
  const top = Math.max(...speeds, 1)
  const step = WIDTH / (speeds.length - 1)
  const points = speeds.map(
    (speed, index) =>
      `${(index * step).toFixed(1)},${(HEIGHT - 1 - (speed / top) * (HEIGHT - 2)).toFixed(1)}`,
  )
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`Speed of the last ${Math.round(speeds.length / 2)} seconds, at most ${formatSize(Math.round(top))} a second`}
      className="shrink-0 text-accent"
    >
      <polygon
        points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`}
        className="fill-current opacity-15"
      />
      <polyline points={points.join(' ')} className="fill-none stroke-current" strokeWidth="1.25" />
    </svg>
  )
}
