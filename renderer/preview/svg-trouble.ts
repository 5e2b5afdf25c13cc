/** Elements after all references are followed. */
const MOST_ELEMENTS = 50_000
/** Filters are worked out for every pixel. */
const MOST_FILTERS = 100
const MOST_LETTERS = 2_000_000

/**
 * Why a drawing is better not drawn; `undefined` when it can be. A few lines of SVG can ask for more
 * work than a computer can do, and a picture is drawn by the process of the window.
 */
export function svgTrouble(text: string, complete: boolean): string | undefined {
  if (!complete || text.length > MOST_LETTERS) return 'This drawing is too large to be drawn here.'
  if (/<!(ENTITY|DOCTYPE[^>]*\[)/i.test(text)) {
    return 'This drawing defines entities of its own, so it is not drawn.'
  }
  // Nothing runs or loads in a document that is only parsed.
  const drawing = new DOMParser().parseFromString(text, 'image/svg+xml')
  if (drawing.querySelector('parsererror')) return 'This drawing is damaged.'
  if (drawing.querySelectorAll('filter > *').length > MOST_FILTERS) {
    return 'This drawing has too many filters to be drawn here.'
  }
  const tooMuch = !Number.isFinite(elementsOf(drawing))
  return tooMuch ? 'This drawing repeats itself too often to be drawn here.' : undefined
}

/** The elements of a drawing with what it refers to counted each time; infinite beyond the limit. */
function elementsOf(drawing: Document): number {
  const known = new Map<Element, number>()
  const elements = [...drawing.getElementsByTagName('*')]
  const byId = new Map(elements.map(element => [element.id, element]))
  // Children come after their parents, so from the end everything below is known, but for what is
  // referred to: a few rounds settle that, and what does not settle grows without end.
  for (let round = 0; round < 40; round++) {
    let changed = false
    for (let at = elements.length - 1; at >= 0; at--) {
      const element = elements[at]
      if (!element) continue
      let count = 1
      for (const child of element.children) count += known.get(child) ?? 0
      for (const target of referredBy(element, byId)) count += known.get(target) ?? 0
      if (count > MOST_ELEMENTS) return Number.POSITIVE_INFINITY
      if (known.get(element) !== count) changed = true
      known.set(element, count)
    }
    if (!changed) return known.get(drawing.documentElement) ?? 0
  }
  return Number.POSITIVE_INFINITY
}

/** What an element draws again: by `use`, and as pattern, mask, marker or the like. */
function referredBy(element: Element, byId: ReadonlyMap<string, Element>): Element[] {
  const found: Element[] = []
  for (const { name, value } of element.attributes) {
    const id = name.endsWith('href')
      ? /^\s*#(.+?)\s*$/.exec(value)?.[1]
      : /url\(\s*["']?#([^"')]+)/.exec(value)?.[1]
    const target = id === undefined ? undefined : byId.get(id)
    if (target) found.push(target)
  }
  return found
}
