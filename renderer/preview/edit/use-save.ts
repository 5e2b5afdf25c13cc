import { isolateHistory } from '@codemirror/commands'
import { Text } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { type RefObject, useRef, useState } from 'react'
import { AppError, type Failure } from '#shared/errors.ts'
import type { NotKept } from '#shared/s3.ts'
import { plainName } from '../../model/display-name.ts'
import { type TextFormat, writeTextFile } from '../../model/text-file.ts'
import { type PreviewObject, useSaveText } from '../../queries/previews.ts'
import { useNotices } from '../../ui/notices.tsx'

interface SaveOptions {
  readonly object: PreviewObject
  /** The version that the text was read from. */
  readonly etag: string
  readonly format: TextFormat
  /** The text as it was read. */
  readonly text: string
  readonly view: RefObject<EditorView | undefined>
  /** Told after a save whether the text has changed since. */
  readonly onSaved: (dirty: boolean) => void
}

/** What an endpoint did not let the object keep. */
const NOT_KEPT: Readonly<Record<NotKept, string>> = {
  tags: 'tags, which may not be read',
  'storage-class': 'the storage class',
  encryption: 'the encryption key',
  access: 'who may use it',
  lock: 'the lock, which stays with the version before',
}

/** Where to save: over the version that was read, over whatever is there, or beside it. */
type Wish = { readonly type: 'same' | 'whatever-is-there' | 'copy' }

/** Saves the text of an editor and remembers what was saved; a failure changes nothing. */
export function useSave({ object, etag, format, text, view, onSaved }: SaveOptions) {
  const notify = useNotices()
  const { mutateAsync, isPending } = useSaveText()
  const [error, setError] = useState<unknown>()
  const [conflict, setConflict] = useState<Failure>()
  /** What is on the server, as far as this window knows; a copy becomes what is edited. */
  const [saved] = useState(() => Text.of(text.split(format.lineEnd)))
  const stored = useRef<{ key: string; etag: string; text: Text }>({
    key: object.key,
    etag,
    text: saved,
  })

  const differs = () => {
    const now = view.current?.state.doc
    return now !== undefined && !now.eq(stored.current.text)
  }

  const save = async (wish: Wish) => {
    const state = view.current?.state
    if (!state) return
    const { profileId, bucket } = object
    const { key, etag: known } = stored.current
    const to = wish.type === 'same' ? ({ type: 'same', etag: known } as const) : { type: wish.type }
    setError(undefined)
    // The first undo after a save leads back to what was saved.
    view.current?.dispatch({ annotations: isolateHistory.of('full') })
    try {
      const bytes = writeTextFile(state.sliceDoc(), format)
      const answer = await mutateAsync({ profileId, bucket, key, bytes, to })
      stored.current = { key: answer.key, etag: answer.etag, text: state.doc }
      onSaved(differs())
      notify({
        tone: 'success',
        title: answer.key === key ? 'Saved' : `Saved as ${plainName(answer.key)}`,
        ...(answer.notKept.length > 0
          ? { text: `Not kept: ${answer.notKept.map(what => NOT_KEPT[what]).join(', ')}.` }
          : {}),
      })
    } catch (failed) {
      setError(failed)
      if (isConflict(failed)) setConflict(failed.failure)
    }
  }

  return {
    save: (wish: Wish) => void save(wish),
    saving: isPending,
    error,
    conflict,
    dismiss: () => setConflict(undefined),
    differs,
  }
}

function isConflict(error: unknown): error is AppError {
  return (
    error instanceof AppError && (error.code === 'changed-meanwhile' || error.code === 'not-found')
  )
}
