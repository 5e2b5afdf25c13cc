import { Field } from '@base-ui/react/field'
import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { MENU_POPUP } from './menu.tsx'

interface SelectProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly {
    readonly value: Value
    readonly label: string
    readonly mark?: ReactNode
  }[]
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

/** One of a few, labelled. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, onChange, options, hint, disabled = false } = props
  const chosen = options.find(option => option.value === value)
  return (
    <Field.Root className="flex flex-col gap-1">
      <Field.Label className="font-medium">{label}</Field.Label>
      <Base.Root
        value={value}
        disabled={disabled}
        onValueChange={next => next !== null && onChange(next)}
      >
        <Base.Trigger className="flex h-7 w-full items-center gap-2 rounded-md border border-control/60 bg-background px-2 text-left data-disabled:opacity-60 data-popup-open:border-accent">
          {chosen?.mark}
          <Base.Value className="min-w-0 flex-1 truncate">{chosen?.label}</Base.Value>
          <Base.Icon className="text-secondary">
            <ChevronsUpDown size={14} />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className="z-50" sideOffset={4} alignItemWithTrigger={false}>
            <Base.Popup
              className={`${MENU_POPUP} max-h-80 min-w-[var(--anchor-width)] overflow-y-auto`}
            >
              {options.map(option => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  className="flex h-7 items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-accent-fill data-highlighted:text-white"
                >
                  <span className="w-4 shrink-0">
                    <Base.ItemIndicator>
                      <Check size={14} />
                    </Base.ItemIndicator>
                  </span>
                  {option.mark}
                  <Base.ItemText>{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      {hint && <Field.Description className="text-sm text-secondary">{hint}</Field.Description>}
    </Field.Root>
  )
}
