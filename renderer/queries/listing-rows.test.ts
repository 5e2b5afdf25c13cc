import { QueryClient } from '@tanstack/react-query'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Bridge } from '#shared/ipc/bridge.ts'
import type { RowsRequest } from './listing-rows.ts'

interface Asked {
  readonly from: number
  readonly to: number
}

/** A listing of 1000 rows that is at some version, and what it was asked for. */
let version = 1
const asked: Asked[] = []

const pail: Bridge<File> = {
  shell: 'desktop',
  call: async ({ method, input }) => {
    if (method === 'listings.find') {
      version += 1
      return { ok: true, value: { row: 7 } }
    }
    const { from, to } = input as Asked
    if (to > from) asked.push({ from, to })
    return { ok: true, value: { version, total: 1000, rows: [] } }
  },
  cancel: () => undefined,
  subscribe: () => () => undefined,
  filesFrom: async () => 'handle',
}
vi.stubGlobal('window', { pail })
// Modules of their own: the window's bridge is found once in the life of a page.
vi.resetModules()
const { fetchRows, findRow, rowsAtHand } = await import('./listing-rows.ts')
afterAll(() => {
  vi.unstubAllGlobals()
})
beforeEach(() => {
  asked.length = 0
  version = 1
})

const request: RowsRequest = {
  id: 'listing',
  sort: { column: 'name', direction: 'ascending', foldersFirst: true, names: 'natural' },
  filter: '',
}

test('rows that are at hand are not asked for again, until there are newer ones', async () => {
  const client = new QueryClient()
  await fetchRows(client, request, { first: 320, last: 350 }, 1)
  await fetchRows(client, request, { first: 330, last: 360 }, 1)
  expect(asked).toEqual([{ from: 200, to: 500 }])

  version = 2
  await fetchRows(client, request, { first: 330, last: 360 }, 2)
  expect(asked).toHaveLength(2)
})

test('what is at hand of one version is not taken for another', async () => {
  const client = new QueryClient()
  await fetchRows(client, request, { first: 0, last: 30 }, 1)
  version = 2
  await fetchRows(client, request, { first: 500, last: 530 }, 2)
  const windows = (at: number) => rowsAtHand(client, request, at).map(({ from }) => from)
  expect(windows(1)).toEqual([0])
  expect(windows(2)).toEqual([400])
  expect(rowsAtHand(client, { ...request, filter: 'other' }, 1)).toEqual([])
})

test('a row is found in the version that is shown, or in none', async () => {
  await expect(findRow(request, 1, '2026/a')).rejects.toMatchObject({ code: 'changed-meanwhile' })
  expect(await findRow(request, 3, '2026/a')).toBe(7)
})
