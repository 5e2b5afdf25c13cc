import { Button as BaseButton } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className'> {
  /** What it does: the accessible name and the tooltip. */
  readonly label: string
  readonly icon: ReactNode
  /** Shown beside the label, such as "Ctrl+L". */
  readonly shortcut?: string | undefined
  /** Why it cannot be used now: makes it disabled, and the tooltip says so. */
  readonly disabledReason?: string | undefined
  readonly pressed?: boolean
}

/** A square button with an icon; its tooltip names it, its shortcut, and why it is off. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, shortcut, disabledReason, pressed, ...rest } = props
  return (
    <Tooltip text={disabledReason ? `${label}: ${disabledReason}` : label} shortcut={shortcut}>
      <BaseButton
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        disabled={rest.disabled || disabledReason !== undefined}
        focusableWhenDisabled
        className={classNames(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-secondary',
          'hover:bg-pressed hover:text-primary active:bg-pressed data-popup-open:bg-pressed data-popup-open:text-primary',
          'data-disabled:bg-transparent data-disabled:text-secondary data-disabled:opacity-45',
          pressed && 'bg-pressed text-primary',
        )}
      >
        {icon}
      </BaseButton>
    </Tooltip>
  )
}
