import { Switch as Base } from '@base-ui/react/switch'
import type { ReactNode } from 'react'

interface SwitchProps {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly hint?: ReactNode
}

/** A setting that takes effect at once: words on the left, the switch on the right. */
export function Switch({ label, checked, onChange, hint }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is Base UI's switch inside
    <label className="flex items-start gap-4">
      <span className="min-w-0 flex-1">
        <span className="font-medium">{label}</span>
        {hint && <span className="block text-sm text-secondary">{hint}</span>}
      </span>
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        className="relative h-[18px] w-8 shrink-0 rounded-full bg-control p-0.5 focus-visible:outline-offset-1 data-checked:bg-accent-fill"
      >
        <Base.Thumb className="block size-3.5 rounded-full bg-white transition-transform duration-100 data-checked:translate-x-3.5" />
      </Base.Root>
    </label>
  )
}
