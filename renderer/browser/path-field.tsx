import { type FormEvent, useId, useState } from 'react'
import { parseS3Uri, s3Uri } from '#shared/location.ts'
import { plainName } from '../model/display-name.ts'
import { useResolve } from '../queries/resolve.ts'
import { INPUT_LOOK } from '../ui/text-field.tsx'
import { useBrowser } from './browser-context.ts'

/** The path bar while it is typed into. Enter goes there, Escape gives up. */
export function PathField({ profileId }: { readonly profileId: string }) {
  const { place, go, setEditingPath, grid } = useBrowser()
  const [text, setText] = useState(
    place.type === 'folder' ? s3Uri(place.location.bucket, place.location.prefix) : 's3://',
  )
  const [problem, setProblem] = useState<string>()
  const resolve = useResolve()
  const problemId = useId()

  const leave = () => {
    setEditingPath(false)
    grid.current?.focus()
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const uri = parseS3Uri(/^s3:/i.test(text.trim()) ? text : `s3://${text.trimStart()}`)
    if (!uri) {
      setProblem('Write it as s3://bucket/folder/ or s3://bucket/key.')
      return
    }
    if (uri.keyOrPrefix === '') {
      leave()
      go({ type: 'folder', location: { profileId, bucket: uri.bucket, prefix: '' } })
      return
    }
    const found = await resolve.mutateAsync({ profileId, ...uri }).catch((error: Error) => {
      setProblem(plainName(error.message))
    })
    if (!found) return
    if (found.type === 'nothing') {
      setProblem(`There is nothing at ${plainName(uri.keyOrPrefix)} in ${plainName(uri.bucket)}.`)
      return
    }
    leave()
    go(
      { type: 'folder', location: found.location },
      found.type === 'file' ? uri.keyOrPrefix : undefined,
    )
  }

  return (
    <form onSubmit={submit} className="relative min-w-0 flex-1">
      <input
        // biome-ignore lint/a11y/noAutofocus: the user asked to type here
        autoFocus
        aria-label="Go to an s3:// URI"
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? problemId : undefined}
        spellCheck={false}
        autoComplete="off"
        value={text}
        readOnly={resolve.isPending}
        onFocus={event => event.currentTarget.select()}
        onChange={event => {
          setText(event.target.value)
          setProblem(undefined)
        }}
        onBlur={() => setEditingPath(false)}
        onKeyDown={event => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          leave()
        }}
        className={`${INPUT_LOOK} font-mono text-sm`}
      />
      {problem && (
        <p
          id={problemId}
          role="alert"
          className="absolute top-8.5 left-0 z-30 max-w-full rounded-md border border-hairline bg-floating px-2.5 py-1.5 text-sm break-words text-danger shadow-floating"
        >
          {problem}
        </p>
      )}
    </form>
  )
}
