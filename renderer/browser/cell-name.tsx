import { useMemo } from 'react'
import { nameParts, splitForMiddle } from '../model/display-name.ts'
import { splitLine } from '../model/two-lines.ts'
import { NameText } from './name-text.tsx'
import { textWidth } from './text-width.ts'

interface CellNameProps {
  readonly name: string
  /** After the name: the `/` of a folder. */
  readonly suffix: string
  /** The room for it in CSS pixels. */
  readonly width: number
}

/** A name on two lines; when that is too little, the middle gives way, so that the extension stays. */
export function CellName({ name, suffix, width }: CellNameProps) {
  const { first, rest } = useMemo(() => {
    const [only, ...others] = nameParts(name)
    // Marks need room of their own; such a name has one line.
    const plain = others.length === 0 && only?.type === 'text'
    return plain ? splitLine(name, text => textWidth(text, 12) <= width) : { first: name, rest: '' }
  }, [name, width])
  if (rest === '') return <NameText name={name} suffix={suffix} lines={2} />
  const end = splitForMiddle(rest.trimStart() + suffix)
  return (
    <span title={name} className="flex w-full min-w-0 flex-col items-center">
      <span className="sr-only">{name + suffix}</span>
      <bdi dir="ltr" aria-hidden className="max-w-full truncate whitespace-pre">
        {first.trimEnd()}
      </bdi>
      <span aria-hidden className="flex max-w-full min-w-0 whitespace-pre">
        <bdi dir="ltr" className="truncate">
          {end.stem}
        </bdi>
        <bdi dir="ltr" className="shrink-0">
          {end.tail}
        </bdi>
      </span>
    </span>
  )
}
