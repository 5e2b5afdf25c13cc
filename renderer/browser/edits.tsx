import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import type { ObjectClipboard } from '../model/clipboard.ts'

/** The row whose name is being typed. */
export interface Renaming {
  readonly pane: string
  /** Its key or prefix. */
  readonly id: string
}

/** What is on its way to be changed in the window: objects cut or copied, a name being typed. */
export interface Edits {
  readonly held: ObjectClipboard | undefined
  hold(objects: ObjectClipboard | undefined): void
  readonly renaming: Renaming | undefined
  rename(row: Renaming | undefined): void
}

const EditsContext = createContext<Edits | undefined>(undefined)

/** Keeps them for all tabs and panes. */
export function EditsProvider({ children }: { readonly children: ReactNode }) {
  const [held, hold] = useState<ObjectClipboard>()
  const [renaming, rename] = useState<Renaming>()
  const edits = useMemo(() => ({ held, hold, renaming, rename }), [held, renaming])
  return <EditsContext value={edits}>{children}</EditsContext>
}

/** What is on its way to be changed in this window. */
export function useEdits(): Edits {
  const edits = use(EditsContext)
  if (!edits) throw new Error('Edits are only there inside an EditsProvider.')
  return edits
}
