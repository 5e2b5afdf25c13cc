/** How long something takes, as one would say it: "2 min", "about 3 h". */
export function formatDuration(seconds: number): string {
  if (seconds < 5) return 'a few seconds'
  if (seconds < 55) return `${Math.ceil(seconds / 5) * 5} s`
  if (seconds < 90) return '1 min'
  if (seconds < 55 * 60) return `${Math.round(seconds / 60)} min`
  if (seconds < 23 * 3600) return `about ${Math.max(1, Math.round(seconds / 3600))} h`
  const days = Math.max(1, Math.round(seconds / 86_400))
  return `about ${days} ${days === 1 ? 'day' : 'days'}`
}

/** How long something still takes: "2 min left". */
export function formatTimeLeft(seconds: number): string {
  return `${formatDuration(seconds)} left`
}
