import { AppError } from '#shared/errors.ts'
import type {
  MethodInput,
  MethodName,
  MethodOutput,
  TopicName,
  TopicValue,
} from '#shared/ipc/contract.ts'
import { bridge } from './bridge.ts'

/**
 * Calls a method of the main process. When `signal` aborts, the work is stopped over there and
 * this throws `canceled`. `id` is only for who follows `plan.changed`, which names its call.
 *
 * @throws AppError for every failure, also when the main process is not there (`unreachable`).
 */
export async function call<M extends MethodName>(
  method: M,
  input: MethodInput<M>,
  signal?: AbortSignal,
  id: string = newCallId(),
): Promise<MethodOutput<M>> {
  if (signal?.aborted) throw canceled()
  const cancel = () => bridge().cancel(id)
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    const reply = await bridge().call({ id, method, input })
    if (!reply.ok) throw new AppError(reply.failure)
    // The main process parsed it by the method's output schema.
    return reply.value as MethodOutput<M>
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

/** Follows a topic until the returned function is called. Subscribe first, then ask for the state. */
export function subscribe<T extends TopicName>(
  topic: T,
  listener: (value: TopicValue<T>) => void,
): () => void {
  return bridge().subscribe(topic, value => listener(value as TopicValue<T>))
}

/** An id for a call whose progress is followed. */
export function newCallId(): string {
  return crypto.randomUUID()
}

function canceled(): AppError {
  return new AppError({
    code: 'canceled',
    message: 'This was canceled.',
    remedy: 'Start it again if it is still wanted.',
  })
}
