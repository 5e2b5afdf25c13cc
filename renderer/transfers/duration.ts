/** How long something still takes, as one would say it: "2 min left", "about 3 h left". */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 5) return 'a few seconds left'
  if (seconds < 55) return `${Math.ceil(seconds / 5) * 5} s left`
  if (seconds < 90) return '1 min left'
  if (seconds < 55 * 60) return `${Math.round(seconds / 60)} min left`
  if (seconds < 23 * 3600) return `about ${Math.max(1, Math.round(seconds / 3600))} h left`
  const days = Math.max(1, Math.round(seconds / 86_400))
  return `about ${days} ${days === 1 ? 'day' : 'days'} left`
}
