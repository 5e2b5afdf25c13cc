/**
 * The name of the n-th of several files that want one name: `report (2).pdf`, `data (2).tar.gz`,
 * `.env (2)`. Works on a name or a whole key; only the last segment changes.
 */
export function numberedName(name: string, number: number): string {
  const slash = name.lastIndexOf('/') + 1
  const folder = name.slice(0, slash)
  const last = name.slice(slash)
  const match = /^(.+?)((?:\.tar)?\.[^.\s]{1,16})$/s.exec(last)
  const stem = match?.[1] ?? last
  return `${folder}${stem} (${number})${match?.[2] ?? ''}`
}
