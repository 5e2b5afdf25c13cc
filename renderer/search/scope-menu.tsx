import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SearchScope } from '#shared/search.ts'
import { useBrowser } from '../browser/browser-context.ts'
import { plainName } from '../model/display-name.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { scopeLabel } from './draft.ts'

interface ScopeMenuProps {
  readonly scope: SearchScope
  readonly onChange: (scope: SearchScope) => void
  readonly children: ReactNode
}

/** Where to search: the folder that was open, its bucket, or every bucket. */
export function ScopeMenu({ scope, onChange, children }: ScopeMenuProps) {
  const { place } = useBrowser()
  const { profileId } = scope
  const scopes: SearchScope[] = [{ profileId, prefix: '' }]
  if (place.type === 'folder') {
    const { bucket, prefix } = place.location
    scopes.unshift({ profileId, bucket, prefix: '' })
    if (prefix !== '') scopes.unshift({ profileId, bucket, prefix })
  }
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="inline-flex h-6 max-w-full min-w-0 items-center gap-1 rounded-md px-1.5 text-sm text-secondary hover:bg-pressed hover:text-primary"
        >
          <span className="truncate">{children}</span>
          <ChevronDown size={12} aria-hidden className="shrink-0" />
        </button>
      }
    >
      {scopes.map(one => (
        <MenuItem
          key={scopeLabel(one)}
          label={plainName(scopeLabel(one))}
          onSelect={() => onChange(one)}
        />
      ))}
    </Menu>
  )
}
