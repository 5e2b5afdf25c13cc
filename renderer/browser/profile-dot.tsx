import type { ProfileColor } from '#shared/profile.ts'

/** The colour of a profile, beside its name. */
export function ProfileDot({ color }: { readonly color: ProfileColor }) {
  return (
    <span
      aria-hidden="true"
      style={{ background: `var(--profile-${color})` }}
      className="size-2 shrink-0 rounded-full"
    />
  )
}

interface ProfileBadgeProps {
  readonly color: ProfileColor
  readonly label: string
}

/** A profile where there is no room for its name: its initial on its colour. */
export function ProfileBadge({ color, label }: ProfileBadgeProps) {
  const [initial = ''] = [...new Intl.Segmenter().segment(label)].map(({ segment }) => segment)
  return (
    <span
      aria-hidden="true"
      style={{ borderColor: `var(--profile-${color})` }}
      className="flex size-6 items-center justify-center rounded-md border-2 text-sm font-semibold"
    >
      {initial.toUpperCase()}
    </span>
  )
}
