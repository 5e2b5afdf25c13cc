import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { classNames } from './class-names.ts'

interface SegmentedProps<Value extends string> {
  /** What is chosen, for screen readers. */
  readonly label: string
  /** `undefined`: none of them, such as when single rows differ. */
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  readonly options: readonly { readonly value: Value; readonly label: string }[]
}

/** A choice among two to four short words, all in sight. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, onChange, options } = props
  return (
    <RadioGroup
      aria-label={label}
      value={value ?? null}
      onValueChange={next => next !== null && onChange(next as Value)}
      className="inline-flex h-7 w-fit shrink-0 rounded-md border border-control/60 bg-raised p-0.5"
    >
      {options.map(option => (
        <Radio.Root
          key={option.value}
          value={option.value}
          nativeButton
          render={<button type="button" />}
          className={classNames(
            'flex items-center rounded-sm px-2.5 whitespace-nowrap text-secondary hover:text-primary',
            'data-checked:bg-accent-fill data-checked:font-medium data-checked:text-white',
            'focus-visible:outline-offset-1',
          )}
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
