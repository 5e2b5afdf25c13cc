import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

let trusted: SecureContext | undefined

/**
 * Trusts what Node trusts, and what the operating system does: storage in a company often has the
 * company's own authority. Made once, since reading all certificates takes 50 ms.
 */
export function trustedContext(): SecureContext {
  const ca = () => [...new Set([...getCACertificates('default'), ...getCACertificates('system')])]
  trusted ??= createSecureContext({ ca: ca() })
  return trusted
}
