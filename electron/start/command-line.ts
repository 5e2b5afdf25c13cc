import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { looksLikePailLink, type PailLink, parsePailLink } from '#shared/addresses/pail-link.ts'

/** What either shell can be told when it is started. */
export interface CommandLine {
  readonly playground: boolean
  /** Absolute. */
  readonly dataFolder: string | undefined
  /** The place to open, as a `pail://` link tells it. */
  readonly link: PailLink | undefined
  /** Browser shell: 0 for any port that is free. */
  readonly port: number
  /** Browser shell: open the page in the default browser. */
  readonly open: boolean
}

/** An argument that cannot be, in plain words. */
export class BadArgument extends Error {
  override readonly name = 'BadArgument'
}

/**
 * Reads the arguments after the program's own. The desktop shell also gets those of Chromium, so
 * what is not known is let through there.
 *
 * @throws BadArgument
 */
export function readCommandLine(args: readonly string[], strict: boolean): CommandLine {
  const { values, positionals } = parse([...args], strict)
  const { playground, port, 'data-dir': folder, 'no-open': stayClosed } = values
  if (!/^\d{1,5}$/.test(String(port)) || Number(port) > 65_535) {
    throw new BadArgument(`--port must be a number from 0 to 65535, not "${port}".`)
  }
  return {
    playground: playground === true,
    dataFolder: typeof folder === 'string' && folder !== '' ? resolve(folder) : undefined,
    link: linkOf(positionals, strict),
    port: Number(port),
    open: stayClosed !== true,
  }
}

function parse(args: string[], strict: boolean) {
  try {
    return parseArgs({
      args,
      strict,
      allowPositionals: true,
      options: {
        playground: { type: 'boolean', default: false },
        'data-dir': { type: 'string' },
        port: { type: 'string', default: '0' },
        'no-open': { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new BadArgument(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** Only the browser shell says that a link is wrong: to the desktop the system gives anything. */
function linkOf(positionals: readonly string[], strict: boolean): PailLink | undefined {
  const text = positionals.find(looksLikePailLink)
  const link = text === undefined ? undefined : parsePailLink(text)
  const other = positionals.find(word => word !== text)
  if (strict && other !== undefined) {
    throw new BadArgument(`Unexpected argument '${other}'. A place is given as a pail:// link.`)
  }
  if (strict && text !== undefined && link === undefined) {
    throw new BadArgument(
      'This link is not whole: pail://open?profile=NAME&bucket=BUCKET&prefix=FOLDER/',
    )
  }
  return link
}
