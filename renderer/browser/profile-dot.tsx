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
