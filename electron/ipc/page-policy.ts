/**
 * The Content-Security-Policy of Pail's own page: nothing but its own files runs or shows.
 * Inline styles are not allowed either; React and the listing set theirs through the CSSOM, which
 * the policy does not govern, and Base UI is told not to add style elements.
 *
 * @param connect where the page may connect to: nowhere in the desktop shell, which has the bridge.
 * @param objects where pictures, sound and films of objects come from: our own handler and no other.
 */
export function contentSecurityPolicy(connect: string, objects: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Those that read untrusted files: pdf.js and the Parquet reader.
    "worker-src 'self'",
    `img-src 'self' blob: data: ${objects}`,
    `media-src ${objects} blob:`,
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** On every response of either shell, whatever it carries. */
export const SAFETY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
}
