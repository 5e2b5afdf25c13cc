import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Pixels } from '#shared/preview.ts'
import { formatCount } from '../model/format.ts'
import type { PreviewSource } from '../queries/previews.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { CannotShow } from './cannot-show.tsx'
import { Loading } from './loading.tsx'
import { LookNote } from './look-note.tsx'
import { useMediaUrl } from './use-media-url.ts'

/** Decoded, a picture takes four bytes a pixel: this is a quarter of a gigabyte. */
const MOST_PIXELS = 64_000_000

const ZOOMS = [0.1, 0.25, 0.5, 1, 2, 4, 8]

interface ImageViewProps {
  readonly source: PreviewSource
  readonly name: string
}

/** A picture, unless its own header says that decoding it would take the memory of the computer. */
export function ImageView({ source, name }: ImageViewProps) {
  const { pixels, mediaType = 'image/png' } = source.preview
  if (!pixels) {
    return (
      <CannotShow>The size of this picture cannot be found out, so it is not opened.</CannotShow>
    )
  }
  if (pixels.width * pixels.height > MOST_PIXELS) {
    return (
      <CannotShow>
        This picture has {formatCount(pixels.width * pixels.height, 'pixel')}, too many to open
        here.
      </CannotShow>
    )
  }
  return <Picture source={source} name={name} mediaType={mediaType} pixels={pixels} />
}

interface PictureProps extends ImageViewProps {
  readonly mediaType: string
  /** `undefined` for a drawing without a size of its own. */
  readonly pixels: Pixels | undefined
}

/** A picture on a checkerboard, fitted or zoomed. */
export function Picture({ source, name, mediaType, pixels }: PictureProps) {
  const { url, error } = useMediaUrl(source, mediaType)
  return (
    <ZoomedPicture url={url} name={name} pixels={pixels}>
      {error instanceof Error ? error.message : undefined}
    </ZoomedPicture>
  )
}

interface ZoomedPictureProps {
  readonly url: string | undefined
  readonly name: string
  readonly pixels: Pixels | undefined
  /** Why it is not there. */
  readonly children?: ReactNode
}

function ZoomedPicture({ url, name, pixels, children }: ZoomedPictureProps) {
  const [zoom, setZoom] = useState<number>()
  const [broken, setBroken] = useState(false)
  const [loaded, setLoaded] = useState(false)
  const step = (direction: 1 | -1) => {
    const at = zoom ?? 1
    const next = direction > 0 ? ZOOMS.find(each => each > at) : ZOOMS.findLast(each => each < at)
    if (next !== undefined) setZoom(next)
  }
  if (children || broken) {
    return (
      <CannotShow>{children ?? 'This picture is damaged, or not what it says it is.'}</CannotShow>
    )
  }
  const width = zoom === undefined || !pixels ? undefined : pixels.width * zoom
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls by the keyboard */}
      <div
        data-keeps-keys
        role="region"
        aria-label={`Picture of ${name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
        aria-busy={!loaded}
        className="relative flex min-h-0 flex-1 overflow-auto overscroll-contain p-3"
      >
        {/* A large picture comes line by line, above it. */}
        {!loaded && (
          <div className="absolute inset-0 flex">
            <Loading />
          </div>
        )}
        {url && (
          <img
            src={url}
            alt={name}
            decoding="async"
            draggable={false}
            onLoad={() => setLoaded(true)}
            onError={() => setBroken(true)}
            className={`checkerboard relative m-auto ${width === undefined ? 'max-h-full max-w-full min-w-0 object-contain' : 'max-w-none'}`}
            style={width === undefined ? undefined : { width }}
          />
        )}
      </div>
      <LookNote>
        <span className="tabular min-w-0 flex-1">
          {pixels
            ? `${pixels.width.toLocaleString()} × ${pixels.height.toLocaleString()}`
            : 'A drawing'}
          {zoom !== undefined && `, at ${zoom * 100} %`}
        </span>
        {pixels && (
          <span className="flex">
            <IconButton label="Smaller" icon={<ZoomOut size={14} />} onClick={() => step(-1)} />
            <IconButton label="Larger" icon={<ZoomIn size={14} />} onClick={() => step(1)} />
            <IconButton
              label="Fit"
              icon={<Maximize size={14} />}
              pressed={zoom === undefined}
              onClick={() => setZoom(undefined)}
            />
          </span>
        )}
      </LookNote>
    </>
  )
}
