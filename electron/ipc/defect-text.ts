const REMOVED = '[removed]'

/** Fields whose values are secret wherever they stand in an input. */
const SECRET_FIELDS = new Set(['secretAccessKey', 'sessionToken'])

/** What signed requests and credentials look like in an error's text. */
const SECRET_SHAPES: readonly [RegExp, string][] = [
  [/\b((?:X-Amz-)?(?:Signature|Security-Token|Credential)=)[^&\s"']+/gi, `$1${REMOVED}`],
  [/\b(authorization["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1${REMOVED}`],
  [/\b((?:secretAccessKey|sessionToken|secret)["']?\s*[:=]\s*["']?)[^\s"',}]+/gi, `$1${REMOVED}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, REMOVED],
  [/(:\/\/)[^/\s@]+@/g, `$1${REMOVED}@`],
]

/** What a log says of a defect that came up while `input` was worked on, and of what caused it. */
export function defectText(error: unknown, input: unknown): string {
  const causes = [error, error instanceof Error ? error.cause : undefined]
  const texts = causes
    .filter(cause => cause !== undefined)
    .map(cause => (cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause)))
  return redact(texts.join('\nCaused by '), input)
}

/**
 * Makes an error's text fit for a log: secrets that came in with the call are removed by value,
 * everything that looks like one by shape.
 */
function redact(text: string, input: unknown): string {
  let clean = text
  for (const secret of secretsIn(input, 0)) clean = clean.replaceAll(secret, REMOVED)
  for (const [shape, replacement] of SECRET_SHAPES) clean = clean.replace(shape, replacement)
  return clean
}

function secretsIn(value: unknown, depth: number): string[] {
  if (typeof value !== 'object' || value === null || depth > 8) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    SECRET_FIELDS.has(name) && typeof inner === 'string' && inner !== ''
      ? [inner]
      : secretsIn(inner, depth + 1),
  )
}
