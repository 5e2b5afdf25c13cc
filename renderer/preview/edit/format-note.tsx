import type { TextFormat } from '../../model/text-file.ts'
import { LookNote } from '../look-note.tsx'

const ENCODINGS: Readonly<Record<TextFormat['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
}

const LINE_ENDS: Readonly<Record<TextFormat['lineEnd'], string>> = {
  '\n': 'LF',
  '\r\n': 'CRLF',
  '\r': 'CR',
}

/** How the text is stored, and will be again. */
export function FormatNote({
  format: { encoding, mark, lineEnd },
}: {
  readonly format: TextFormat
}) {
  return (
    <LookNote>
      <span>
        {ENCODINGS[encoding]}
        {mark && ' with a byte order mark'}, lines end with {LINE_ENDS[lineEnd]}
      </span>
    </LookNote>
  )
}
