import type { Page } from 'playwright/test'
import type { EditState, OpenEdit } from '#shared/external.ts'
import { but, failed, NOW } from './sample.ts'
import type { State } from './state.ts'

const edit = (index: number, name: string, state: EditState, readOnly = false): OpenEdit => ({
  id: `00000000-0000-4000-8000-00000000000${index}`,
  profileId: 'work',
  bucket: 'acme-reports',
  key: `2026/${name}`,
  readOnly,
  state,
})
const conflict = edit(4, 'notes.md', { status: 'conflict', gone: false })
const edits: OpenEdit[] = [
  edit(1, 'annual-report-2025.pdf', { status: 'unchanged' }),
  edit(2, 'product photo.jpg', { status: 'saving' }),
  edit(3, 'index.html', { status: 'saved', at: NOW, notKept: ['tags'] }),
  conflict,
  edit(5, 'server.ts', { status: 'failed', failure: failed('denied') }),
  edit(6, 'übersicht 日本語.xlsx', { status: 'found' }),
  edit(7, 'logo.svg', { status: 'unchanged' }, true),
]
const opened = (value: OpenEdit[]) => but({ 'external.list': { value: { edits: value } } })

const draggable = {
  id: '00000000-0000-4000-8000-000000000011',
  name: 'events.parquet',
  size: 240_118_552,
}
const dragOut = async (page: Page) => {
  await page.getByRole('row', { name: 'events.parquet' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Drag out…' }).click()
}

/** Objects that are open in other programs, or on their way there. */
export const externalStates: readonly State[] = [
  {
    name: 'open edits',
    scenario: opened(edits.filter(({ id }) => id !== conflict.id)),
    shows: 'Open in other programs',
  },
  {
    name: 'open edits conflict postponed',
    scenario: opened(edits),
    act: page => page.getByRole('button', { name: 'Decide later' }).click(),
    shows: /it was changed in the bucket/,
  },
  {
    name: 'drag out being fetched',
    scenario: but({ 'drags.prepare': { pending: true } }),
    act: dragOut,
    shows: 'Fetching and verifying it…',
  },
  {
    name: 'drag out ready',
    scenario: but({ 'drags.prepare': { value: draggable } }),
    act: dragOut,
    shows: /, verified$/,
  },
  {
    name: 'drag out failed',
    scenario: but({ 'drags.prepare': { failure: failed('changed-meanwhile') } }),
    act: dragOut,
    shows: /^Drag out/,
  },
  { name: 'open edit in conflict', scenario: opened([conflict]), shows: 'Keep both' },
  {
    name: 'open edit discarded',
    scenario: but({
      'external.list': { value: { edits: edits.slice(5, 6) } },
      'external.stop': { value: { stopped: false } },
    }),
    act: page => page.getByRole('button', { name: /^Discard/ }).click(),
    shows: /^Discard what you changed/,
  },
]
