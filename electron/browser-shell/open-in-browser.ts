import { spawn } from 'node:child_process'

/**
 * Opens a link in the default browser, where there is one; where there is none, whoever started
 * Pail has the link on the terminal.
 */
export function openInBrowser(url: string): void {
  const opener = openerFor(process.platform, process.env)
  if (opener === undefined) return
  const [command, ...args] = opener
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  // No opener is no trouble: the link is printed anyway.
  child.once('error', () => undefined)
  child.unref()
}

/** The command that opens a URL, without a shell in between; `undefined` when nothing would show. */
export function openerFor(
  platform: NodeJS.Platform,
  { DISPLAY, WAYLAND_DISPLAY }: NodeJS.ProcessEnv,
): readonly [string, ...string[]] | undefined {
  switch (platform) {
    case 'darwin':
      return ['open']
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler']
    default:
      return DISPLAY || WAYLAND_DISPLAY ? ['xdg-open'] : undefined
  }
}
