/** Pail's own scheme and page: never `file:`, whose pages may read each other. */
export const PAGE_SCHEME = 'pail'
export const PAGE_ORIGIN = `${PAGE_SCHEME}://app`
export const PAGE_URL = `${PAGE_ORIGIN}/`

/** Object bytes, for what the page shows of an object. */
export const OBJECT_SCHEME = 'pail-object'
