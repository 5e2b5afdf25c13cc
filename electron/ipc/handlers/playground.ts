import type { EmbeddedPlayground } from '../../playground/embedded-playground.ts'
import type { AreaHandlers } from '../handler.ts'

export interface PlaygroundHandlersOptions {
  readonly playground: EmbeddedPlayground
}

export function playgroundHandlers(options: PlaygroundHandlersOptions): AreaHandlers<'playground'> {
  const { playground } = options
  return { 'playground.open': () => playground.open() }
}
