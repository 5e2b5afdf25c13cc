import { PathSource } from '../path-source.ts'
import type { OpenStream, SourceItem, UploadSource } from '../upload-source.ts'

type FromPage = Exclude<SourceItem, { path: string }>
/** What a page says of its files; the files themselves stay with it. */
type PageItem = WithoutOpen<FromPage>
type WithoutOpen<Item> = Item extends unknown ? Omit<Item, 'open'> : never

/** An upload's source as data: paths are walked in the thread, a page is asked for each file. */
export type SourceData =
  | { readonly type: 'paths'; readonly paths: readonly string[] }
  | { readonly type: 'page'; readonly items: readonly PageItem[] }

/** A source as the main thread tells of it, and how its files are opened there. */
export async function sourceData(
  source: UploadSource,
  signal: AbortSignal,
): Promise<{ data: SourceData; opens: ReadonlyMap<number, OpenStream> }> {
  const opens = new Map<number, OpenStream>()
  if (source instanceof PathSource) return { data: { type: 'paths', paths: source.paths }, opens }
  const items: PageItem[] = []
  for await (const item of source.items(signal)) {
    if ('open' in item) {
      const { open, ...rest } = item
      opens.set(items.length, open)
      items.push(rest)
    } else if (!('path' in item)) items.push(item)
  }
  return { data: { type: 'page', items }, opens }
}

/** The source in the thread. @param open asks the main thread for one file of the page */
export function sourceFrom(
  data: SourceData,
  open: (file: number, signal: AbortSignal) => ReturnType<OpenStream>,
  close: () => void,
): UploadSource {
  if (data.type === 'paths') {
    const paths = new PathSource(data.paths)
    return { items: (signal, rules) => paths.items(signal, rules), close }
  }
  const items = data.items.map((item, file): SourceItem => {
    return item.type === 'file' ? { ...item, open: signal => open(file, signal) } : item
  })
  return {
    async *items() {
      yield* items
    },
    close,
  }
}
