/** One line of a JSON tree. */
export interface JsonRow {
  readonly depth: number
  /** The property's name or the element's place; `undefined` for the whole. */
  readonly name: string | number | undefined
  readonly value: unknown
  readonly container: Container | undefined
  readonly expanded: boolean
}

/** An object or array that came out of `JSON.parse`: its identity tells it from all others. */
export type Container = object

/** The elements of containers as large as this are not listed one by one. */
const MOST_CHILDREN = 100_000

/** The lines of a tree with some of it unfolded. Walks without recursion: depth is up to strangers. */
export function jsonRows(root: unknown, expanded: ReadonlySet<Container>): JsonRow[] {
  const rows: JsonRow[] = []
  const waiting: { name: string | number | undefined; value: unknown; depth: number }[] = [
    { name: undefined, value: root, depth: 0 },
  ]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const container = asContainer(next.value)
    const open = container !== undefined && expanded.has(container)
    rows.push({ ...next, container, expanded: open })
    if (!open) continue
    const children = childrenOf(container)
    for (let at = children.length - 1; at >= 0; at--) {
      const [name, value] = children[at] ?? ['', undefined]
      waiting.push({ name, value, depth: next.depth + 1 })
    }
  }
  return rows
}

/** What is unfolded at first: the outermost layers, as long as they fill about a screen. */
export function firstUnfolded(root: unknown, most = 60): ReadonlySet<Container> {
  const expanded = new Set<Container>()
  let layer = [root].map(asContainer).filter(found => found !== undefined)
  let lines = 1
  while (layer.length > 0) {
    const children = layer.flatMap(container => childrenOf(container).map(([, value]) => value))
    lines += children.length
    if (lines > most && expanded.size > 0) break
    for (const container of layer) expanded.add(container)
    if (lines > most) break
    layer = children.map(asContainer).filter(found => found !== undefined)
  }
  return expanded
}

/** A value in a few letters: what stands on its line. */
export function shortJson(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${glance(value, false)}]`
  if (typeof value === 'object' && value !== null) {
    const glimpse = glance(Object.entries(value).slice(0, GLANCE + 1), true)
    return glimpse === '' ? '{}' : `{${glimpse}}`
  }
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 1000))
  return String(value)
}

/** So many children are named on the line of what holds them. */
const GLANCE = 6

/** The first children in a few letters each. */
function glance(children: readonly unknown[], named: boolean): string {
  const words = children.slice(0, GLANCE).map(child => {
    const [name, value] = named ? (child as [string, unknown]) : ['', child]
    const short =
      typeof value === 'object' && value !== null
        ? Array.isArray(value)
          ? '[…]'
          : '{…}'
        : JSON.stringify(typeof value === 'string' ? value.slice(0, 40) : value)
    return named ? `${name.slice(0, 40)}: ${short}` : short
  })
  return [...words, ...(children.length > GLANCE ? ['…'] : [])].join(', ')
}

/**
 * JSON lines: each line a value of its own. A line that is none stays as text.
 *
 * @param complete whether the text ends here; else the last line, which may be cut, is left out
 */
export function readJsonLines(text: string, complete: boolean): unknown[] {
  const lines = text.split('\n')
  const whole = complete ? lines : lines.slice(0, -1)
  return whole.flatMap(line => {
    if (line.trim() === '') return []
    try {
      return [JSON.parse(line) as unknown]
    } catch {
      return [line]
    }
  })
}

function asContainer(value: unknown): Container | undefined {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
    ? value
    : undefined
}

function childrenOf(container: Container): [string | number, unknown][] {
  return Array.isArray(container)
    ? container.slice(0, MOST_CHILDREN).map((value, index) => [index, value])
    : Object.entries(container).slice(0, MOST_CHILDREN)
}
