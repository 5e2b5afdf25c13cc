import { lazy, type ReactNode, Suspense, useState } from 'react'
import { LOOK_LABELS, type Look, looksOf } from '../model/preview-looks.ts'
import type { PreviewSource } from '../queries/previews.ts'
import { Segmented } from '../ui/segmented.tsx'
import { CannotShow } from './cannot-show.tsx'
import { HexView } from './hex-view.tsx'
import { ImageView } from './image-view.tsx'
import { Loading } from './loading.tsx'
import { MediaView } from './media-view.tsx'
import { TextLook } from './text-look.tsx'
import { ViewerBoundary } from './viewer-boundary.tsx'

// What is large, and not needed for most objects.
const PdfView = lazy(() => import('./pdf/pdf-view.tsx').then(it => ({ default: it.PdfView })))
const ParquetView = lazy(() =>
  import('./parquet/parquet-view.tsx').then(it => ({ default: it.ParquetView })),
)

interface ViewerProps {
  readonly source: PreviewSource
  readonly name: string
  /** Beside the choice of looks: buttons. */
  readonly children?: ReactNode
}

/** Shows what an object holds, in the way that suits it, and the other ways to look at it. */
export function Viewer({ source, name, children }: ViewerProps) {
  const looks = looksOf(source.preview.kind)
  const [chosen, setChosen] = useState<Look>()
  const look = chosen ?? looks[0]
  if (look === undefined) return <CannotShow>This object is empty.</CannotShow>
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {(looks.length > 1 || children) && (
        <div className="flex shrink-0 items-center gap-2 px-3 py-2">
          {looks.length > 1 && (
            <Segmented
              label="How to look at it"
              value={look}
              onChange={setChosen}
              options={looks.map(value => ({ value, label: LOOK_LABELS[value] }))}
            />
          )}
          <span className="ml-auto flex items-center gap-1">{children}</span>
        </div>
      )}
      <ViewerBoundary key={look}>
        <Suspense fallback={<Loading />}>
          <div data-look={look} className="flex min-h-0 flex-1 flex-col border-t border-hairline">
            <LookAt look={look} source={source} name={name} />
          </div>
        </Suspense>
      </ViewerBoundary>
    </div>
  )
}

function LookAt({ look, source, name }: ViewerProps & { readonly look: Look }) {
  const { kind, gzip } = source.preview
  switch (look) {
    case 'bytes':
      return <HexView source={source} name={name} />
    case 'player':
      return <MediaView source={source} name={name} />
    case 'pages':
      return <PdfView source={source} name={name} />
    case 'picture':
      if (kind === 'image') return <ImageView source={source} name={name} />
      break
    case 'table':
      if (kind !== 'parquet') break
      if (!gzip) return <ParquetView source={source} name={name} />
      return (
        <CannotShow>
          This Parquet file is inside of a gzip file, which can only be read from its beginning.
          Download it to look at it.
        </CannotShow>
      )
    default:
  }
  return <TextLook look={look} source={source} name={name} />
}
