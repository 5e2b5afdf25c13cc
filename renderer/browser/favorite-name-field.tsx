import { useRef } from 'react'
import { INPUT_LOOK } from '../ui/text-field.tsx'

interface FavoriteNameFieldProps {
  readonly name: string
  /** Gets the new name; empty for the folder's own, `undefined` when it stays. */
  readonly onDone: (name: string | undefined) => void
}

/** A favorite while it is renamed in place. Enter keeps the name, Escape the one before. */
export function FavoriteNameField({ name, onDone }: FavoriteNameFieldProps) {
  const done = useRef(false)
  const finish = (next: string | undefined) => {
    // Taking the field away blurs it.
    if (!done.current) onDone(next === name ? undefined : next)
    done.current = true
  }
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the user asked to type here
      autoFocus
      aria-label={`Name of the favorite ${name}`}
      defaultValue={name}
      maxLength={255}
      spellCheck={false}
      onFocus={event => event.currentTarget.select()}
      onBlur={event => finish(event.currentTarget.value.trim())}
      onKeyDown={event => {
        if (event.key === 'Enter') finish(event.currentTarget.value.trim())
        else if (event.key === 'Escape') finish(undefined)
        else return
        event.preventDefault()
        event.stopPropagation()
      }}
      className={INPUT_LOOK}
    />
  )
}
