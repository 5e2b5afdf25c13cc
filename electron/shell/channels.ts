/** The channels between preload and main process: few, and none is named after a method. */
export const CHANNELS = {
  call: 'pail:call',
  cancel: 'pail:cancel',
  follow: 'pail:follow',
  unfollow: 'pail:unfollow',
  /** Only the preload uses it, with paths that the system gave it: the page has no way to. */
  paths: 'pail:paths',
  announce: 'pail:announce',
} as const
