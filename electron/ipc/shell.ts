/** What a shell can do for the app that differs between a desktop window and a browser's tab. */
export type Shell =
  | {
      readonly kind: 'desktop'
      /** The native open dialog, for the window of that client; no paths when dismissed. */
      readonly pickFiles: (type: 'files' | 'folder', client: string) => Promise<readonly string[]>
      /** The native dialog for a folder to download to; `undefined` when dismissed. */
      readonly pickFolder: (client: string) => Promise<string | undefined>
      /** Opens a file in the program that the system has for its kind; why not, when it did not. */
      readonly openPath: (path: string) => Promise<string | undefined>
      /** Drags a file out of the window, in place of a drag that its page has begun. */
      readonly startDrag: (path: string) => Promise<void>
    }
  | { readonly kind: 'browser' }
