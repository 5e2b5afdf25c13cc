import { useEffect, useRef, useState } from 'react'
import type { MethodInput } from '#shared/ipc/contract.ts'
import type { MirrorChoice, MirrorPlan } from '#shared/mirror.ts'
import { failureOf, isCanceled } from '../failure/failure-of.ts'
import { discardMirror, excludeFromMirror, planMirror, startMirror } from '../queries/mirrors.ts'
import type { MirrorStage } from './mirror-stage.ts'

/** What was asked for, once its folder is known to the main process. */
export type MirrorWish = MethodInput<'mirrors.plan'>

export interface Mirror {
  readonly stage: MirrorStage
  /** @param prepare finds the folder; what it throws is told in the form */
  compare(prepare: () => Promise<MirrorWish>): void
  exclude(choice: MirrorChoice, excluded: boolean): void
  /** @param deletes how many names the user agreed to delete */
  start(deletes: number | undefined): void
  /** Back to the form, whatever is under way. */
  back(): void
}

/** Takes one mirror from the form to a transfer. @param onStarted it is a transfer now */
export function useMirror(onStarted: () => void): Mirror {
  const [stage, setStage] = useState<MirrorStage>({ status: 'asking' })
  const scan = useRef<AbortController>(undefined)
  const plan = 'plan' in stage ? stage.plan : undefined
  const held = useHeldPlan(plan?.id, scan)
  const failed = (at: MirrorPlan) => (error: unknown) =>
    setStage({ status: 'preview', plan: at, failure: failureOf(error) })

  const compare = async (prepare: () => Promise<MirrorWish>) => {
    const controller = new AbortController()
    scan.current = controller
    const { signal } = controller
    setStage({ status: 'comparing', progress: { items: 0, bytes: 0 } })
    const tell = (next: MirrorStage) => !signal.aborted && setStage(next)
    try {
      const wish = await prepare()
      signal.throwIfAborted()
      const progress = (found: { items: number; bytes: number }) =>
        tell({ status: 'comparing', progress: found })
      const planned = await planMirror(wish, progress, signal)
      if (signal.aborted) await discardMirror(planned.id)
      else setStage({ status: 'preview', plan: planned })
    } catch (error) {
      if (!isCanceled(error)) tell({ status: 'asking', failure: failureOf(error) })
    }
  }
  return {
    stage,
    compare: prepare => void compare(prepare),
    exclude: (choice, excluded) => {
      if (!plan) return
      excludeFromMirror(plan.id, choice, excluded).then(
        told => setStage({ status: 'preview', plan: told }),
        failed(plan),
      )
    },
    start: deletes => {
      if (!plan) return
      setStage({ status: 'starting', plan })
      startMirror(plan.id, deletes).then(() => {
        held.letGo()
        onStarted()
      }, failed(plan))
    },
    back: () => {
      scan.current?.abort()
      if (plan) void discardMirror(plan.id)
      setStage({ status: 'asking' })
    },
  }
}

/** Gives a plan up when the dialog goes away without having started it, and stops a comparison. */
function useHeldPlan(
  id: string | undefined,
  scan: { readonly current: AbortController | undefined },
) {
  const held = useRef<string>(undefined)
  useEffect(() => {
    held.current = id
  }, [id])
  useEffect(
    () => () => {
      scan.current?.abort()
      if (held.current !== undefined) void discardMirror(held.current)
    },
    [scan],
  )
  return {
    letGo: () => {
      held.current = undefined
    },
  }
}
