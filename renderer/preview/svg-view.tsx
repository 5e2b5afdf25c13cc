import { useEffect, useMemo } from 'react'
import { CannotShow } from './cannot-show.tsx'
import { svgTrouble } from './svg-trouble.ts'

interface SvgViewProps {
  readonly text: string
  readonly name: string
  readonly complete: boolean
}

/** A drawing as a picture: there it can run nothing and load nothing. */
export function SvgView({ text, name, complete }: SvgViewProps) {
  const trouble = useMemo(() => svgTrouble(text, complete), [text, complete])
  const url = useMemo(
    () =>
      trouble === undefined
        ? URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
        : undefined,
    [text, trouble],
  )
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url])
  if (trouble !== undefined) return <CannotShow>{trouble}</CannotShow>
  return (
    <div className="flex min-h-0 flex-1 overflow-auto p-3">
      <img
        src={url}
        alt={name}
        draggable={false}
        className="checkerboard m-auto max-h-full min-h-24 max-w-full min-w-24 object-contain"
      />
    </div>
  )
}
