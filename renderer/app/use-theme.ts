import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { settingsQuery } from '../queries/settings.ts'

/** Puts the theme of the settings on the document; `system` leaves it to the computer. */
export function useTheme(): void {
  const { data } = useQuery(settingsQuery())
  const theme = data?.theme ?? 'system'
  useEffect(() => {
    const root = document.documentElement
    if (theme === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme
  }, [theme])
}
