import { compareKeys } from '#shared/key-order.ts'

/** A name on one side or on both. `ahead`: the next name of the side that does not have it. */
export type Pair<Local, Remote> =
  | { readonly on: 'local'; readonly local: Local; readonly ahead: string | undefined }
  | { readonly on: 'object'; readonly object: Remote; readonly ahead: string | undefined }
  | { readonly on: 'both'; readonly local: Local; readonly object: Remote }

interface Named {
  readonly name: string
}

/**
 * Puts two streams side by side, a name at a time: memory stays the same however long they are.
 *
 * @param locals in key order, see `compareKeys`
 * @param objects in key order, some at a time
 */
export async function* pairs<Local extends Named, Remote extends Named>(
  locals: AsyncIterator<Local, unknown>,
  objects: AsyncIterator<readonly Remote[], unknown>,
): AsyncGenerator<Pair<Local, Remote>> {
  let page: readonly Remote[] = []
  let at = 0
  const nextObject = async (): Promise<Remote | undefined> => {
    let more: readonly Remote[] | undefined
    do {
      more = await next(objects)
    } while (more?.length === 0)
    page = more ?? []
    at = 1
    return page[0]
  }
  let local: Local | undefined = await next(locals)
  let object: Remote | undefined = await nextObject()
  while (local || object) {
    const order = !local ? 1 : !object ? -1 : compareKeys(local.name, object.name)
    if (order === 0 && local && object) {
      yield { on: 'both', local, object }
      local = await next(locals)
      object = page[at++] ?? (await nextObject())
    } else if (order < 0 && local) {
      yield { on: 'local', local, ahead: object?.name }
      local = await next(locals)
    } else if (object) {
      yield { on: 'object', object, ahead: local?.name }
      object = page[at++] ?? (await nextObject())
    }
  }
}

async function next<T>(iterator: AsyncIterator<T, unknown>): Promise<T | undefined> {
  const result = await iterator.next()
  return result.done ? undefined : result.value
}
