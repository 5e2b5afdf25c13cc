import { Field } from '@base-ui/react/field'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** How a box that takes text looks, wherever there is one. */
export const INPUT_LOOK =
  'h-7 w-full min-w-0 rounded-md border border-control/60 bg-background px-2 focus:border-accent focus:outline-1 focus:-outline-offset-2 focus:outline-accent aria-invalid:border-danger data-disabled:opacity-60'

interface TextFieldProps
  extends Omit<ComponentProps<typeof Field.Control>, 'className' | 'value' | 'onChange'> {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** For keys, URLs and other text that is read letter by letter. */
  readonly mono?: boolean
  /** A control inside the field's right end. */
  readonly trailing?: ReactNode
}

/** A labelled line of text with a hint, and an error that says what is wrong with it. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, mono, trailing, ...rest } = props
  return (
    <Field.Root invalid={error !== undefined} className="flex flex-col gap-1">
      <Field.Label className="font-medium">{label}</Field.Label>
      <span className="relative flex items-center">
        <Field.Control
          autoComplete="off"
          spellCheck={false}
          {...rest}
          value={value}
          onValueChange={onChange}
          className={classNames(
            INPUT_LOOK,
            mono && 'font-mono text-sm',
            trailing !== undefined && 'pr-9',
          )}
        />
        {trailing && <span className="absolute right-0 flex">{trailing}</span>}
      </span>
      {error ? (
        <Field.Error match className="text-sm text-danger">
          {error}
        </Field.Error>
      ) : (
        hint && <Field.Description className="text-sm text-secondary">{hint}</Field.Description>
      )}
    </Field.Root>
  )
}
