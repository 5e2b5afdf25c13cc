import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

interface CheckboxProps {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

/** A box with its words beside it; the words can be clicked too. */
export function Checkbox({ label, checked, onChange, hint, disabled = false }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is Base UI's checkbox inside
    <label className="flex items-start gap-2">
      <Base.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className="mt-px flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-background data-checked:border-transparent data-checked:bg-accent-fill data-disabled:opacity-50"
      >
        <Base.Indicator className="text-white">
          <Check size={12} strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-sm text-secondary">{hint}</span>}
      </span>
    </label>
  )
}
