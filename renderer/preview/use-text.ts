import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { MAX_MEMBER_BYTES } from '#shared/preview.ts'
import { headOf, type Part, type PreviewSource, readPart } from '../queries/previews.ts'

/** What "load more" brings, in bytes. */
const STEP = 256 * 1024

/** The text of an object, as far as it was asked for. */
export interface LoadedText {
  readonly text: string
  /** Whether there is no more. */
  readonly complete: boolean
  readonly loading: boolean
  readonly error: unknown
  /** Bytes that the text was decoded from. */
  readonly bytes: number
  /** Loads the next part; `undefined` when there is none, or no more can be held. */
  readonly more: (() => void) | undefined
}

interface Decoded {
  readonly text: string
  readonly bytes: number
  readonly complete: boolean
}

/** Decodes an object part by part, from the first bytes on. Mount it anew for another object. */
export function useText(source: PreviewSource): LoadedText {
  const decoder = useRef<TextDecoder>(undefined)
  const first = useMemo(() => headOf(source), [source])
  const [state, setState] = useState<Decoded>(() => {
    // Without `fatal` a wrong byte becomes a mark instead of an end.
    decoder.current = new TextDecoder(source.preview.encoding ?? 'utf-8')
    return decoded(decoder.current, undefined, first)
  })
  const [request, setRequest] = useState<{ error: unknown } | 'loading' | undefined>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const load = useCallback(async () => {
    if (running.current) return
    const controller = new AbortController()
    running.current = controller
    setRequest('loading')
    try {
      const part = { from: state.bytes, length: STEP }
      const next = await readPart(source, part, controller.signal)
      if (controller.signal.aborted) return
      setState(before => decoded(decoder.current, before, next))
      setRequest(undefined)
    } catch (error) {
      if (!controller.signal.aborted) setRequest({ error })
    } finally {
      running.current = undefined
    }
  }, [source, state.bytes])

  const loading = request === 'loading'
  const room = state.bytes + STEP <= MAX_MEMBER_BYTES
  return {
    ...state,
    loading,
    error: typeof request === 'object' ? request.error : undefined,
    more: state.complete || loading || !room ? undefined : () => void load(),
  }
}

function decoded(
  decoder: TextDecoder | undefined,
  before: Decoded | undefined,
  { bytes, complete }: Part,
): Decoded {
  const text = decoder?.decode(bytes, { stream: !complete }) ?? ''
  return {
    text: (before?.text ?? '') + text,
    bytes: (before?.bytes ?? 0) + bytes.length,
    complete,
  }
}
