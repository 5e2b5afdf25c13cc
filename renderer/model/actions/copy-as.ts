import type { ActionShape, Unavailable } from './action-shape.ts'
import { inFolder, inProfile } from './unavailable.ts'

/** A bucket itself has no key. */
const withKey: Unavailable = situation => {
  const { place, selected } = situation
  const atRoot = place.type === 'folder' && place.location.prefix === '' && selected === 0
  return inFolder(situation) ?? (atRoot ? 'a bucket has no key' : undefined)
}
/** Without a selection the place itself is copied; the list of buckets is none. */
const namesSomething: Unavailable = situation =>
  situation.place.type === 'profile' && situation.selected === 0
    ? 'select a bucket first'
    : inProfile(situation)

/** The ways to name what is selected, or the place, to other programs. */
export const COPY_AS_ACTIONS = {
  'copy-name': {
    label: 'Copy name',
    group: 'Edit',
    shortcuts: [],
    unavailable: namesSomething,
  },
  'copy-key': { label: 'Copy key', group: 'Edit', shortcuts: [], unavailable: withKey },
  'copy-uri': {
    label: 'Copy s3:// URI',
    group: 'Edit',
    shortcuts: ['mod+shift+c'],
    unavailable: namesSomething,
  },
  'copy-url': {
    label: 'Copy https URL',
    group: 'Edit',
    shortcuts: [],
    unavailable: namesSomething,
  },
  'copy-arn': { label: 'Copy ARN', group: 'Edit', shortcuts: [], unavailable: namesSomething },
  'copy-command': {
    label: 'Copy AWS CLI command',
    group: 'Edit',
    shortcuts: [],
    unavailable: namesSomething,
  },
  'copy-link': {
    label: 'Copy pail:// link',
    group: 'Edit',
    shortcuts: ['mod+shift+l'],
    unavailable: inProfile,
  },
} as const satisfies Record<string, ActionShape>

/** Names one of the ways. */
export type CopyAsId = keyof typeof COPY_AS_ACTIONS
