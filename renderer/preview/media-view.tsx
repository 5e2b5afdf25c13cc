import { useState } from 'react'
import type { PreviewSource } from '../queries/previews.ts'
import { CannotShow } from './cannot-show.tsx'
import { Loading } from './loading.tsx'
import { useMediaUrl } from './use-media-url.ts'

interface MediaViewProps {
  readonly source: PreviewSource
  readonly name: string
}

/** Plays sound and films; only what is listened to or looked at is asked for. */
export function MediaView({ source, name }: MediaViewProps) {
  const { kind, mediaType = '' } = source.preview
  const { url, error } = useMediaUrl(source, mediaType)
  const [silent, setSilent] = useState(false)
  if (error instanceof Error) return <CannotShow>{error.message}</CannotShow>
  if (silent) {
    return (
      <CannotShow>
        This {kind === 'video' ? 'film' : 'sound'} is damaged, or made in a way that cannot be
        played here. Download it to open it with another program.
      </CannotShow>
    )
  }
  if (url === undefined) return <Loading />
  const label = `Player of ${name}`
  return (
    <div data-keeps-keys className="flex min-h-0 flex-1 items-center justify-center p-3">
      {kind === 'video' ? (
        // biome-ignore lint/a11y/useMediaCaption: an object has no captions beside it
        <video
          controls
          controlsList="nodownload noremoteplayback"
          disableRemotePlayback
          disablePictureInPicture
          preload="metadata"
          src={url}
          aria-label={label}
          onError={() => setSilent(true)}
          // The controls of a small film need more room than it has.
          className="max-h-full max-w-full min-w-[min(100%,24rem)]"
        />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: an object has no captions beside it
        <audio
          controls
          controlsList="nodownload noremoteplayback"
          preload="metadata"
          src={url}
          aria-label={label}
          onError={() => setSilent(true)}
          className="w-full max-w-lg"
        />
      )}
    </div>
  )
}
