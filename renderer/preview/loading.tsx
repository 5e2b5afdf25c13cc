import { useAfter } from '../browser/use-after.ts'

/** Nothing at first: most objects are there before one could read that they are not. */
export function Loading() {
  const late = useAfter(300)
  return late ? (
    <div className="flex min-h-0 flex-1 flex-col gap-2 p-3" role="status" aria-label="Loading">
      <div className="skeleton h-6 w-2/3" />
      <div className="skeleton min-h-0 flex-1" />
    </div>
  ) : null
}
