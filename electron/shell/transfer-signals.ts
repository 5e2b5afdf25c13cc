import { type BrowserWindow, dialog, Notification } from 'electron'
import { TransfersSummary } from '#shared/transfer.ts'
import { isBusy, progressOf, type TransfersWatch, watchTransfers } from '#shared/transfers-watch.ts'
import type { Topics } from '../ipc/publish.ts'

/** What Electron takes for no bar at all, and for one that does not know how far it is. */
const NO_BAR = -1
const UNKNOWN = 2

/** Shows outside of the window how transfers stand: in the task bar, and by a word at the end. */
export class TransferSignals {
  readonly #window: () => BrowserWindow | undefined
  #summary: TransfersSummary | undefined
  #watch: TransfersWatch | undefined

  constructor(topics: Topics, window: () => BrowserWindow | undefined) {
    this.#window = window
    topics.join('transfer-signals', ({ value }) => this.#tell(TransfersSummary.parse(value)))
    topics.follow('transfer-signals', 'transfers.changed')
  }

  /** Asks before transfers are cut off; `true` when Pail may quit. */
  mayQuit(): boolean {
    if (!this.#summary || !isBusy(this.#summary)) return true
    const { itemsTotal, itemsDone } = this.#summary
    const left = Math.max(0, itemsTotal - itemsDone)
    const KEEP = 0
    const options = {
      type: 'question' as const,
      message: 'Quit while transfers are running?',
      detail: `${left.toLocaleString()} ${left === 1 ? 'item is' : 'items are'} left. What is half done is kept, and goes on when you start Pail again.`,
      buttons: ['Keep running', 'Quit'],
      defaultId: KEEP,
      cancelId: KEEP,
    }
    const window = this.#window()
    const answer = window
      ? dialog.showMessageBoxSync(window, options)
      : dialog.showMessageBoxSync(options)
    return answer !== KEEP
  }

  #tell(summary: TransfersSummary): void {
    this.#summary = summary
    const window = this.#window()
    const idle = !isBusy(summary)
    window?.setProgressBar(idle ? NO_BAR : (progressOf(summary) ?? UNKNOWN))
    const { watch, ended } = watchTransfers(this.#watch, summary, Date.now())
    this.#watch = watch
    if (!ended || window?.isFocused() || !Notification.isSupported()) return
    const notification = new Notification({ title: ended.title, body: ended.text })
    notification.on('click', () => this.#window()?.focus())
    notification.show()
  }
}
