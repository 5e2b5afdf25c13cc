import { useQuery } from '@tanstack/react-query'
import { Eye, EyeOff, File } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { FileEntry } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { failureOf, isCanceled } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { formatSize } from '../model/format.ts'
import { type PreviewObject, type PreviewSource, previewQuery } from '../queries/previews.ts'
import { settingsQuery } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from './loading.tsx'
import { PreviewState } from './preview-state.tsx'
import { PreviewTrouble } from './preview-trouble.tsx'
import { useSettled } from './use-settled.ts'
import { Viewer } from './viewer.tsx'

/** The focus passes over rows: only one that it rests on is looked at. In milliseconds. */
const REST = 200

interface ObjectPreviewProps {
  readonly location: Location
  readonly entry: FileEntry
  /** Asked for by name, so neither waited for nor weighed. */
  readonly asked: boolean
  readonly onRefresh: () => void
  /** Buttons beside the choice of looks, for what can be done with it. */
  readonly tools?: (source: PreviewSource) => ReactNode
}

/** One file's preview, as soon as it is wanted: by itself, or when it is asked for. */
export function ObjectPreview({ location, entry, asked, onRefresh, tools }: ObjectPreviewProps) {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const object: PreviewObject = {
    profileId: location.profileId,
    bucket: location.bucket,
    key: entry.key,
    etag: entry.etag,
  }
  const id = JSON.stringify(object)
  const rests = useSettled(id, REST) === id
  const [wanted, setWanted] = useState<string>()
  const small = entry.size <= settings.automaticPreviewBytes
  if (entry.size === 0) {
    return (
      <PreviewState icon={File} title="This object is empty">
        <p>It has no bytes: some programs store such objects as a mark.</p>
      </PreviewState>
    )
  }
  if (asked || wanted === id || (small && rests)) {
    return <Described key={id} object={object} entry={entry} onRefresh={onRefresh} tools={tools} />
  }
  if (small) return null
  const off = settings.automaticPreviewBytes === 0
  return (
    <PreviewState
      icon={off ? EyeOff : Eye}
      title={off ? 'Previews are off' : 'Too large to be shown by itself'}
      actions={<Button onClick={() => setWanted(id)}>Show the preview</Button>}
    >
      <p>
        {off
          ? 'The settings say that nothing is read before you ask for it.'
          : `It has ${formatSize(entry.size)}; only as much as is looked at will be read.`}
      </p>
    </PreviewState>
  )
}

interface DescribedProps extends Omit<ObjectPreviewProps, 'location' | 'asked'> {
  readonly object: PreviewObject
}

function Described({ object, entry, onRefresh, tools }: DescribedProps) {
  const described = useQuery(previewQuery(object))
  const { data: preview, error, refetch } = described
  // The object is a new one at every drawing, but says the same as long as this is mounted.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const source = useMemo(() => preview && { object, preview }, [preview])
  if (source) {
    return (
      <Viewer source={source} name={plainName(entry.name)}>
        {tools?.(source)}
      </Viewer>
    )
  }
  if (error && !isCanceled(error)) {
    return (
      <PreviewTrouble
        failure={failureOf(error)}
        onTryAgain={() => void refetch()}
        onRefresh={onRefresh}
      />
    )
  }
  return <Loading />
}
