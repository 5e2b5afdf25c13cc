import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { EditsProvider } from '../browser/edits.tsx'
import { createQueryClient } from '../queries/query-client.ts'
import { SearchesProvider } from '../search/searches-provider.tsx'
import { JobsProvider } from '../transfers/jobs-provider.tsx'
import { NoticesProvider } from '../ui/notices.tsx'
import { TooltipProvider } from '../ui/tooltip.tsx'
import { Start } from './start.tsx'

/** Everything the window needs around it. */
export function App() {
  const [client] = useState(createQueryClient)
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>
        <TooltipProvider>
          <NoticesProvider>
            <JobsProvider>
              <EditsProvider>
                <SearchesProvider>
                  <Start />
                </SearchesProvider>
              </EditsProvider>
            </JobsProvider>
          </NoticesProvider>
        </TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>
  )
}
