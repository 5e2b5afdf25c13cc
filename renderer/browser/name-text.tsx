import { nameParts, plainName, splitForMiddle } from '../model/display-name.ts'

interface NameTextProps {
  readonly name: string
  /** After the name: the `/` of a folder. */
  readonly suffix?: string
  /** Cut at the end instead, for names that need no extension to be told apart. */
  readonly endFirst?: boolean
}

/**
 * A name that cannot deceive: invisible characters are marked, direction stays inside. When there
 * is no room the middle gives way, so that the extension stays.
 */
export function NameText({ name, suffix = '', endFirst = false }: NameTextProps) {
  const parts = nameParts(name)
  const [only] = parts
  if (parts.length === 1 && only?.type === 'text') {
    const whole = name + suffix
    const { stem, tail } = endFirst ? { stem: whole, tail: '' } : splitForMiddle(whole)
    return (
      <span dir="ltr" title={name} className="flex max-w-full min-w-0 whitespace-pre">
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
      </span>
    )
  }
  return (
    <bdi
      dir="ltr"
      title={plainName(name)}
      className="block max-w-full min-w-0 truncate whitespace-pre"
    >
      {parts.map((part, index) =>
        part.type === 'text' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one name never move
          <bdi key={index}>{part.text}</bdi>
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one name never move
            key={index}
            title={part.explanation}
            className="mx-px rounded-sm bg-warning-tint px-1 text-xs font-medium text-warning"
          >
            {part.text}
          </span>
        ),
      )}
      {suffix}
    </bdi>
  )
}
