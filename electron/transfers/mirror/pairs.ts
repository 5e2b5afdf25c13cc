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
 * @param objects in key order
 */
export async function* pairs<Local extends Named, Remote extends Named>(
  locals: AsyncIterator<Local, unknown>,
  objects: AsyncIterator<Remote, unknown>,
): AsyncGenerator<Pair<Local, Remote>> {
  let local: Local | undefined = await next(locals)
  let object: Remote | undefined = await next(objects)
  while (local || object) {
    const order = !local ? 1 : !object ? -1 : compareKeys(local.name, object.name)
    if (order === 0 && local && object) {
      yield { on: 'both', local, object }
      local = await next(locals)
      object = await next(objects)
    } else if (order < 0 && local) {
      yield { on: 'local', local, ahead: object?.name }
      local = await next(locals)
    } else if (object) {
      yield { on: 'object', object, ahead: local?.name }
      object = await next(objects)
    }
  }
}

async function next<T>(iterator: AsyncIterator<T, unknown>): Promise<T | undefined> {
  const result = await iterator.next()
  return result.done ? undefined : result.value
}
