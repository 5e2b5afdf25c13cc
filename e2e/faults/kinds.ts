import { seededBytes } from './seeded.ts'

const MiB = 1024 * 1024

/** The kinds of jobs that are killed. */
export const KINDS = [
  'upload',
  'download',
  'zip',
  'delete',
  'move',
  'mirror-up',
  'mirror-down',
] as const

export type Kind = (typeof KINDS)[number]

/** A file's or an object's bytes, or the names and bytes that a zip has in it. */
export type Content = Buffer | { readonly zipOf: ReadonlyMap<string, Buffer> }

/** What is on one side before and after a job, by key; files are named as their objects are. */
export interface Side {
  readonly before: ReadonlyMap<string, Buffer>
  readonly after: ReadonlyMap<string, Content>
}

export interface Scenery {
  readonly files: Side
  readonly objects: Side
  /** Of each, one is among the objects (or files) at every moment. */
  readonly oneOf: {
    readonly objects: readonly (readonly string[])[]
    readonly files: readonly (readonly string[])[]
  }
  /** Bytes that cross the network once, for those kinds of which it is most of what they do. */
  readonly crossing: { readonly way: 'up' | 'down'; readonly bytes: number } | undefined
}

/** What a kind of job starts with below `d/`, and what it must end with. */
export function sceneryOf(kind: Kind, seed: number): Scenery {
  const large = kind !== 'delete' && kind !== 'move'
  const own = seededFiles(kind === 'delete' ? 120 : 24, seed, large)
  const neighbor: [string, Buffer] = ['neighbor', Buffer.from('stays')]
  const only = new Map([neighbor])
  const both = new Map([...own, neighbor])
  const none = new Map<string, Buffer>()
  const nothing = { objects: [], files: [] }
  const still = (content: ReadonlyMap<string, Buffer>) => ({ before: content, after: content })
  switch (kind) {
    case 'upload':
      return {
        files: still(own),
        objects: { before: only, after: both },
        oneOf: nothing,
        crossing: { way: 'up', bytes: sizeOf(own) },
      }
    case 'download':
      return {
        files: { before: none, after: own },
        objects: still(both),
        oneOf: nothing,
        crossing: { way: 'down', bytes: sizeOf(own) },
      }
    case 'zip': {
      const members = new Map([...own].map(([name, bytes]) => [name.slice('d/'.length), bytes]))
      return {
        files: { before: none, after: new Map([['d/d.zip', { zipOf: members }]]) },
        objects: still(both),
        oneOf: nothing,
        crossing: undefined,
      }
    }
    case 'delete':
      return {
        files: still(none),
        objects: { before: both, after: only },
        oneOf: nothing,
        crossing: undefined,
      }
    case 'move': {
      const moved = [...own].map(([name, bytes]): [string, Buffer] => [`moved/${name}`, bytes])
      return {
        files: still(none),
        objects: { before: both, after: new Map([...moved, neighbor]) },
        oneOf: { ...nothing, objects: Array.from(own.keys(), name => [name, `moved/${name}`]) },
        crossing: undefined,
      }
    }
    case 'mirror-up': {
      const old = olderThan(own, seed)
      const oneOf = { ...nothing, objects: inBoth(old, own) }
      const objects = { before: new Map([...old, neighbor]), after: both }
      return { files: still(own), objects, oneOf, crossing: crossing('up', old, own) }
    }
    case 'mirror-down': {
      const old = olderThan(own, seed)
      const oneOf = { ...nothing, files: inBoth(old, own) }
      const files = { before: old, after: own }
      return { files, objects: still(both), oneOf, crossing: crossing('down', old, own) }
    }
    default:
      return kind satisfies never
  }
}

function seededFiles(count: number, seed: number, large: boolean): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  if (large) files.set('d/large.bin', seededBytes(17 * MiB - 3, seed))
  for (let at = 0; at < count; at += 1) {
    files.set(`d/${at % 5}/${at}.bin`, seededBytes(4 + at * 101, seed + at))
  }
  return files
}

/** What an earlier mirror may have left: a third is the same, a third differs, and some are extra. */
function olderThan(files: ReadonlyMap<string, Buffer>, seed: number): Map<string, Buffer> {
  const old = new Map<string, Buffer>()
  for (const [at, [name, bytes]] of [...files].entries()) {
    if (at % 3 === 1) old.set(name, bytes)
    // As long as what replaces it: a mix of both could not be told by its length.
    if (at % 3 === 2) old.set(name, seededBytes(bytes.length, seed - at - 1))
  }
  for (let at = 0; at < 12; at += 1) old.set(`d/extra/${at}.bin`, seededBytes(50 + at, seed + at))
  return old
}

function inBoth(before: ReadonlyMap<string, Buffer>, after: ReadonlyMap<string, Buffer>) {
  return [...before.keys()].filter(name => after.has(name)).map(name => [name])
}

function crossing(
  way: 'up' | 'down',
  before: ReadonlyMap<string, Buffer>,
  after: ReadonlyMap<string, Buffer>,
) {
  const moving = [...after].filter(([name, bytes]) => !before.get(name)?.equals(bytes))
  return { way, bytes: sizeOf(new Map(moving)) }
}

function sizeOf(files: ReadonlyMap<string, Buffer>): number {
  return [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0)
}
