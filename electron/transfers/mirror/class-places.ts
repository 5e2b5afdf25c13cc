import { MirrorClass } from '#shared/mirror.ts'

/** Numbers that are counted together. */
export const BLOCK = 1024

/**
 * Where the names of each class are, about: how many there are in each block of numbers. So a window
 * that is scrolled to the last of very many rows of a class need not go past all before it.
 */
export class ClassPlaces {
  readonly #counts = new Map<MirrorClass, number[]>(MirrorClass.options.map(name => [name, []]))

  add(name: MirrorClass, number: number): void {
    this.#change(name, Math.floor(number / BLOCK), 1)
  }

  /** So many names of a block are of another class after all. */
  move(from: MirrorClass, to: MirrorClass, block: number, items: number): void {
    this.#change(from, block, -items)
    this.#change(to, block, items)
  }

  /** From which number on to look for the name at a place among those of a class, and how many of those to pass. */
  find(name: MirrorClass, place: number): { readonly number: number; readonly pass: number } {
    const counts = this.#counts.get(name) ?? []
    let pass = place
    let block = 0
    for (; block < counts.length; block += 1) {
      const count = counts[block] ?? 0
      if (pass < count) break
      pass -= count
    }
    return { number: block * BLOCK, pass }
  }

  #change(name: MirrorClass, block: number, by: number): void {
    const counts = this.#counts.get(name) ?? []
    // Without holes: arrays that have some take a hundred times the memory.
    while (counts.length <= block) counts.push(0)
    counts[block] = (counts[block] ?? 0) + by
  }
}
