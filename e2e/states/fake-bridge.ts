import type { Failure } from '#shared/errors.ts'
import type { MethodName, MethodOutput, TopicName, TopicValue } from '#shared/ipc/contract.ts'
import type { Entry } from '#shared/listing.ts'

/** What a method of the main process answers in a scenario; by default never. */
export type Answer<M extends MethodName> =
  | { readonly value: MethodOutput<M> }
  | { readonly failure: Failure }
  | { readonly pending: true }

/** A main process as data: enough to put the window into one state. */
export interface Scenario {
  readonly shell: 'desktop' | 'browser'
  readonly answers: { readonly [M in MethodName]?: Answer<M> }
  /** The rows of whichever listing is open. */
  readonly rows?: readonly Entry[]
  /** Or so many files that nobody wrote down; a filter does nothing to them. */
  readonly madeUpRows?: number
  /** The object that is looked into, as base64: parts of it are read. */
  readonly bytes?: string
  /** What a plan tells while it never ends. */
  readonly planProgress?: { readonly items: number; readonly bytes: number }
}

/** What the fake adds to the page, for a test to announce with. */
export interface FakeControls {
  announce<T extends TopicName>(topic: T, value: TopicValue<T>): void
}

/**
 * Runs in the page before its scripts: puts a bridge on the window that answers as the scenario
 * says. Must not use anything outside of itself.
 */
export function installFakeBridge(scenario: Scenario): void {
  const listeners = new Map<string, Set<(value: unknown) => void>>()
  const announce = (topic: string, value: unknown) => {
    for (const listener of listeners.get(topic) ?? []) listener(value)
  }
  const rows = scenario.rows ?? []

  const madeUp = (index: number): Entry => {
    const name = `scan-${String(index).padStart(8, '0')}.tiff`
    const size = (index * 2_654_435_761) % 50_000_000
    const modified = 1_780_000_000_000 - (index % 9_000_000) * 1000
    const more = { size, modified, etag: 'e1', storageClass: 'STANDARD' }
    return { type: 'file', key: `2026/${name}`, name, ...more }
  }

  const matching = (filter: string) =>
    rows.filter(row => row.name.toLowerCase().includes(filter.toLowerCase()))

  const answer = (id: string, method: string, input: unknown): unknown => {
    if (method === 'listings.rows') {
      const { from, to, filter } = input as { from: number; to: number; filter: string }
      const state = scenario.answers['listings.open']
      const version = state && 'value' in state ? state.value.version : 1
      const total = scenario.madeUpRows
      if (total !== undefined) {
        const length = Math.max(0, Math.min(total, to) - from)
        const made = Array.from({ length }, (_, index) => madeUp(from + index))
        return { value: { version, total, rows: made } }
      }
      const found = matching(filter)
      return { value: { version, total: found.length, rows: found.slice(from, to) } }
    }
    if (method === 'listings.select') {
      const { ranges, filter } = input as { ranges: { from: number; to: number }[]; filter: string }
      const chosen = ranges.flatMap(({ from, to }) => matching(filter).slice(from, to))
      return {
        value: {
          keys: chosen.flatMap(row => (row.type === 'file' ? [row.key] : [])),
          prefixes: chosen.flatMap(row => (row.type === 'folder' ? [row.prefix] : [])),
        },
      }
    }
    if (method === 'previews.read' && scenario.bytes !== undefined) {
      const { from, length } = input as { from: number; length: number }
      const whole = atob(scenario.bytes)
      const part = whole.slice(from, from + length)
      return { value: { bytes: btoa(part), complete: from + length >= whole.length } }
    }
    if (/^(transfers|mirrors)\.plan/.test(method) && scenario.planProgress) {
      setTimeout(() => announce('plan.changed', { call: id, ...scenario.planProgress }), 400)
    }
    return scenario.answers[method as MethodName]
  }

  const bridge = Object.freeze({
    shell: scenario.shell,
    call: ({ id, method, input }: { id: string; method: string; input: unknown }) =>
      new Promise(resolve => {
        const given = answer(id, method, input) as
          | { value?: unknown; failure?: unknown; pending?: true }
          | undefined
        if (given === undefined || given.pending) return
        const reply = given.failure
          ? { ok: false, failure: given.failure }
          : { ok: true, value: given.value }
        // Never at once: the real one crosses a process.
        setTimeout(() => resolve(reply), 1)
      }),
    cancel: () => undefined,
    subscribe: (topic: string, listener: (value: unknown) => void) => {
      const followers = listeners.get(topic) ?? new Set()
      followers.add(listener)
      listeners.set(topic, followers)
      return () => followers.delete(listener)
    },
    filesFrom: () => Promise.resolve('handle'),
  })
  Object.assign(window, { pail: bridge, fakePail: { announce } })
}
