import { type NamePart, nameParts, plainName, splitForMiddle } from '../model/display-name.ts'
import { classNames } from '../ui/class-names.ts'

interface NameTextProps {
  readonly name: string
  /** After the name: the `/` of a folder. */
  readonly suffix?: string
  /** Cut at the end instead, for names that need no extension to be told apart. */
  readonly endFirst?: boolean
  /** There is room for all of it. */
  readonly uncut?: boolean
  /** Marks inside a name may take a second line. */
  readonly lines?: 1 | 2
}

/**
 * A name that cannot deceive: invisible characters are marked, direction stays inside. When there
 * is no room the middle gives way, so that the extension stays.
 */
export function NameText(props: NameTextProps) {
  const { name, suffix = '', endFirst = false, uncut = false, lines = 1 } = props
  const parts = nameParts(name)
  const [first, last, ...others] = parts
  // A note is about the whole name, which may still be cut in its middle.
  const noted = last === undefined || last.type === 'note'
  if (first?.type === 'text' && others.length === 0 && noted) {
    const whole = first.text + suffix
    if (uncut && !last) {
      return (
        <bdi dir="ltr" title={plainName(name)} className="whitespace-pre">
          {whole}
        </bdi>
      )
    }
    const { stem, tail } = endFirst ? { stem: whole, tail: '' } : splitForMiddle(whole)
    return (
      <span dir="ltr" title={plainName(name)} className="flex max-w-full min-w-0 whitespace-pre">
        {/* Two boxes would be read as two words. */}
        {tail && <span className="sr-only">{whole}</span>}
        <bdi dir="ltr" className="truncate" aria-hidden={tail !== ''}>
          {stem}
        </bdi>
        {tail && (
          <bdi dir="ltr" className="shrink-0" aria-hidden>
            {tail}
          </bdi>
        )}
        {last && <Mark part={last} />}
      </span>
    )
  }
  return (
    <bdi
      dir="ltr"
      title={plainName(name)}
      className={classNames(
        'max-w-full min-w-0',
        lines === 2
          ? 'line-clamp-2 break-all whitespace-pre-wrap'
          : 'block truncate whitespace-pre',
      )}
    >
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one name never move
        <Mark key={index} part={part} />
      ))}
      {suffix}
    </bdi>
  )
}

function Mark({ part }: { readonly part: NamePart }) {
  if (part.type === 'text') return <bdi>{part.text}</bdi>
  return (
    <span
      title={part.explanation}
      className={classNames(
        'mx-px shrink-0 rounded-sm px-1 text-xs font-medium whitespace-nowrap',
        part.type === 'note' ? 'bg-raised text-secondary' : 'bg-warning-tint text-warning',
      )}
    >
      {part.text}
    </span>
  )
}
