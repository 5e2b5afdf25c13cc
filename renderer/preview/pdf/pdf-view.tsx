import { useQuery } from '@tanstack/react-query'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { useEffect, useState } from 'react'
import { formatCount } from '../../model/format.ts'
import { type PreviewSource, wholeQuery } from '../../queries/previews.ts'
import { CannotShow } from '../cannot-show.tsx'
import { Loading } from '../loading.tsx'
import { LookNote } from '../look-note.tsx'
import { openPdf } from './open-pdf.ts'
import { PdfPage } from './pdf-page.tsx'

/** More pages than these are not laid out. */
const MOST_PAGES = 2000

interface PdfViewProps {
  readonly source: PreviewSource
  readonly name: string
}

type Opened =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly pdf: PDFDocumentProxy }
  | { readonly status: 'failed'; readonly reason: string }

/** A PDF, page under page; only the pages in sight are read and drawn. */
export function PdfView({ source, name }: PdfViewProps) {
  const { gzip, complete } = source.preview
  // What a gzip file holds cannot be read from the middle.
  const whole = useQuery({ ...wholeQuery(source), enabled: gzip || complete })
  if (!gzip && !complete) return <Document source={source} bytes={undefined} name={name} />
  if (whole.data?.complete) return <Document source={source} bytes={whole.data.bytes} name={name} />
  const tooLarge = 'What the gzip file holds is too large to be shown.'
  const reason = whole.error?.message ?? (whole.data ? tooLarge : undefined)
  return reason === undefined ? <Loading /> : <CannotShow>{reason}</CannotShow>
}

interface DocumentProps extends PdfViewProps {
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
}

function Document({ source, bytes, name }: DocumentProps) {
  const [opened, setOpened] = useState<Opened>({ status: 'opening' })
  useEffect(() => {
    let gone = false
    const fail = (error: unknown) => {
      if (!gone) setOpened({ status: 'failed', reason: reasonOf(error) })
    }
    const { task, close } = openPdf(source, bytes && new Uint8Array(bytes), fail)
    task.promise.then(pdf => !gone && setOpened({ status: 'open', pdf }), fail)
    return () => {
      gone = true
      close()
    }
  }, [source, bytes])
  if (opened.status === 'failed') return <CannotShow>{opened.reason}</CannotShow>
  if (opened.status === 'opening') return <Loading />
  const { pdf } = opened
  const pages = pdf.numPages
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls by the keyboard */}
      <div
        data-keeps-keys
        role="region"
        aria-label={`Pages of ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col items-center gap-3 overflow-auto overscroll-contain bg-raised p-3"
      >
        {Array.from({ length: Math.min(pages, MOST_PAGES) }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pages stay where they are
          <PdfPage key={index} pdf={pdf} number={index + 1} />
        ))}
      </div>
      <LookNote>
        {formatCount(pages, 'page')}
        {pages > MOST_PAGES && `, the first ${MOST_PAGES} are shown`}
      </LookNote>
    </>
  )
}

/** pdf.js names its errors; what they say is for its developers. */
function reasonOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' }
  if (name === 'PasswordException') return 'This PDF asks for a password, so it cannot be shown.'
  if (name === 'AppError') return message
  return 'This PDF is damaged, or not what it says it is.'
}
