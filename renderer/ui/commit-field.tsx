import { type ComponentProps, useState } from 'react'
import { TextField } from './text-field.tsx'

interface CommitFieldProps<Value>
  extends Pick<
    ComponentProps<typeof TextField>,
    'label' | 'hint' | 'inputMode' | 'type' | 'placeholder'
  > {
  readonly value: Value
  /** A value as text. */
  readonly format: (value: Value) => string
  /** What a text means; `undefined` when it means nothing. */
  readonly parse: (text: string) => Value | undefined
  /** What is wrong with a text that means nothing. */
  readonly wrong: string
  readonly onChange: (value: Value) => void
}

/** A line of text that counts once it is left or Enter is pressed, and only when it means something. */
export function CommitField<Value extends string | number>(props: CommitFieldProps<Value>) {
  const { value, format, parse, wrong, onChange, ...rest } = props
  const [text, setText] = useState<string>()
  const typed = text === undefined ? value : parse(text.trim())
  const save = () => {
    if (typed === undefined) return
    setText(undefined)
    if (typed !== value) onChange(typed)
  }
  return (
    <TextField
      {...rest}
      value={text ?? format(value)}
      error={typed === undefined ? wrong : undefined}
      onChange={setText}
      onBlur={save}
      onKeyDown={event => event.key === 'Enter' && save()}
    />
  )
}
