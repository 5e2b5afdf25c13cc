import { createContext, use } from 'react'
import type { Browser } from './use-browser.ts'

const BrowserContext = createContext<Browser | undefined>(undefined)

export const BrowserProvider = BrowserContext.Provider

/** What this window shows and what is selected in it. */
export function useBrowser(): Browser {
  const browser = use(BrowserContext)
  if (!browser) throw new Error('The browser is only there inside the frame.')
  return browser
}
