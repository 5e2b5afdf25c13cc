import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Check } from 'lucide-react'
import { useId } from 'react'
import { ProfileColor } from '#shared/profile.ts'

interface ColorChoiceProps {
  readonly value: ProfileColor
  readonly onChange: (color: ProfileColor) => void
}

/** The colour by which a profile is told from the others. */
export function ColorChoice({ value, onChange }: ColorChoiceProps) {
  const label = useId()
  return (
    <div className="flex flex-col gap-1">
      <span id={label} className="font-medium">
        Color
      </span>
      <RadioGroup
        aria-labelledby={label}
        value={value}
        onValueChange={onChange}
        className="flex h-7 items-center gap-1.5"
      >
        {ProfileColor.options.map(color => (
          <Radio.Root
            key={color}
            value={color}
            aria-label={color}
            title={color}
            style={{ background: `var(--profile-${color})` }}
            className="flex size-5 items-center justify-center rounded-full focus-visible:outline-offset-2"
          >
            <Radio.Indicator className="text-background">
              <Check size={13} strokeWidth={3.5} aria-hidden />
            </Radio.Indicator>
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  )
}
