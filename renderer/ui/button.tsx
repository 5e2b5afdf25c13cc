import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'

const LOOKS = {
  default: 'border border-hairline bg-floating hover:bg-hover active:bg-pressed',
  primary: 'bg-accent-fill text-white hover:brightness-110 active:brightness-95',
  danger: 'bg-danger-fill text-white hover:brightness-110 active:brightness-95',
  plain: 'text-accent hover:bg-hover active:bg-pressed',
}

interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className'> {
  readonly look?: keyof typeof LOOKS
  readonly icon?: ReactNode
}

/** A button with words on it: a verb that names what it does. */
export function Button({ look = 'default', icon, children, ...rest }: ButtonProps) {
  return (
    <BaseButton
      type="button"
      {...rest}
      className={classNames(
        'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-md px-3 font-medium whitespace-nowrap',
        'focus-visible:outline-offset-1 data-disabled:pointer-events-none data-disabled:opacity-50',
        LOOKS[look],
      )}
    >
      {icon}
      {children}
    </BaseButton>
  )
}
