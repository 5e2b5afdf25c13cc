import type { UseQueryOptions } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { Button } from '../ui/button.tsx'

interface FactSectionProps {
  readonly title: string
  readonly children: ReactNode
}

/** A part of the properties under a small heading. */
export function FactSection({ title, children }: FactSectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-t border-hairline pt-3 first:border-t-0">
      <h3 id={id} className="section-label mb-1">
        {title}
      </h3>
      {children}
    </section>
  )
}

interface AskedSectionProps<Value, Key extends readonly unknown[]> {
  readonly title: string
  /** What the button says: a verb, and what it asks for. */
  readonly ask: string
  /** What it costs, or needs. */
  readonly hint: string
  readonly query: UseQueryOptions<Value, Error, Value, Key>
  /** Ask without waiting for the button. */
  readonly atOnce?: boolean
  readonly children: (value: Value) => ReactNode
}

/** Facts that cost a request of their own, asked for when somebody wants them. */
export function AskedSection<Value, Key extends readonly unknown[]>(
  props: AskedSectionProps<Value, Key>,
) {
  const { title, ask, hint, query, atOnce = false, children } = props
  const [asked, setAsked] = useState(atOnce)
  const answer = useQuery({ ...query, enabled: asked })
  return (
    <FactSection title={title}>
      {!asked && (
        <div className="flex items-center gap-3">
          <Button onClick={() => setAsked(true)}>{ask}</Button>
          <p className="text-secondary">{hint}</p>
        </div>
      )}
      {asked && answer.isPending && <p className="text-secondary">Asking…</p>}
      {answer.data !== undefined && children(answer.data)}
      {answer.error && (
        <FailureNotice
          failure={failureOf(answer.error)}
          actions={[{ label: 'Try again', run: () => void answer.refetch() }]}
        />
      )}
    </FactSection>
  )
}
