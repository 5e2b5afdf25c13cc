import { type LocalPath, type LocalSystem, localPathFor, withEnding } from './local-names.ts'

interface Folder {
  /** Names in this folder that are taken, as the file system compares them. */
  readonly taken: Set<string>
  /** The folders in it, by their segment of the key. */
  readonly folders: Map<string, { readonly name: string; readonly folder: Folder }>
}

/**
 * Gives every key of a batch a local path of its own. Two keys may want one: they differ only in
 * case or in how an accent is written (on macOS and Windows), or one is a file `a` where others
 * need a folder `a`. Whoever comes second gets a number.
 */
export class NameClashes {
  readonly #system: LocalSystem
  readonly #root: Folder = { taken: new Set(), folders: new Map() }

  constructor(system: LocalSystem) {
    this.#system = system
  }

  /** The place of an object. Every call is another object: a key must not be placed twice. */
  file(relativeKey: string): LocalPath {
    const { segments, renamed } = localPathFor(relativeKey, this.#system)
    const parts = relativeKey.split('/')
    const placed = this.#folder(parts.slice(0, -1), segments)
    const wanted = segments.at(-1) ?? ''
    const name = this.#claim(placed.folder, wanted)
    const path = [...placed.names, name]
    const clash = name === wanted ? placed.clash : clashReason(wanted)
    return { segments: path, renamed: clash ?? renamed }
  }

  /** The place of a folder, given as its prefix without the closing `/`; the same each time. */
  folder(relativePrefix: string): LocalPath {
    const { segments, renamed } = localPathFor(relativePrefix, this.#system)
    const placed = this.#folder(relativePrefix.split('/'), segments)
    return { segments: placed.names, renamed: placed.clash ?? renamed }
  }

  #folder(
    parts: readonly string[],
    segments: readonly string[],
  ): { folder: Folder; names: string[]; clash: string | undefined } {
    let folder = this.#root
    let clash: string | undefined
    const names: string[] = []
    for (const [at, part] of parts.entries()) {
      let child = folder.folders.get(part)
      const wanted = segments[at] ?? ''
      if (!child) {
        const name = this.#claim(folder, wanted)
        child = { name, folder: { taken: new Set(), folders: new Map() } }
        folder.folders.set(part, child)
      }
      if (child.name !== wanted) clash ??= clashReason(wanted)
      names.push(child.name)
      folder = child.folder
    }
    return { folder, names, clash }
  }

  #claim(folder: Folder, wanted: string): string {
    let name = wanted
    for (let number = 2; folder.taken.has(foldedName(name, this.#system)); number += 1) {
      name = withNumber(wanted, number)
    }
    folder.taken.add(foldedName(name, this.#system))
    return name
  }
}

/** The same for names that the file systems of a system usually take for the same. */
export function foldedName(name: string, system: LocalSystem): string {
  switch (system) {
    case 'linux':
      return name
    case 'mac':
      return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
    case 'windows':
      return name.toUpperCase()
    default:
      return system satisfies never
  }
}

/** `photo.jpg` becomes `photo (2).jpg`. */
function withNumber(name: string, number: number): string {
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 17 ? name.slice(dot) : ''
  return withEnding(name.slice(0, name.length - extension.length), ` (${number})${extension}`)
}

function clashReason(wanted: string): string {
  return `Another item is called “${wanted}” already on this computer's file system.`
}
