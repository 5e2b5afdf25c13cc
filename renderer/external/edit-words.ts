import type { OpenEdit } from '#shared/external.ts'

/** How an edit stands, in a few words. */
export function editWords({ state, readOnly }: OpenEdit): string {
  switch (state.status) {
    case 'unchanged':
      return readOnly ? 'Read-only: what you change is not uploaded' : 'Uploads when you save'
    case 'saving':
      return 'Uploading…'
    case 'saved':
      return state.notKept.length === 0
        ? 'Uploaded'
        : `Uploaded, without its ${state.notKept.map(lost => LOST[lost]).join(', ')}`
    case 'conflict':
      return state.gone
        ? 'Not uploaded: it was deleted in the bucket'
        : 'Not uploaded: it was changed in the bucket'
    case 'failed':
      return `Not uploaded. ${state.failure.message} ${state.failure.remedy}`
    case 'found':
      return 'Changed, but not uploaded before Pail ended'
    default:
      return state satisfies never
  }
}

const LOST = {
  encryption: 'encryption',
  'storage-class': 'storage class',
  tags: 'tags',
  lock: 'object lock',
  access: 'access list',
} as const
