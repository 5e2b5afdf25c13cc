/** Who seems to have sent a message to the main process. */
export type Sender =
  | 'own'
  | 'frame in our page'
  | 'frame that is gone'
  | 'other origin in our window'
  | 'other window'

/** What a test can ask of the stand-in, across the process border. */
export type Ask =
  | { type: 'log' }
  | { type: 'invoke' | 'send'; channel: string; sender: Sender; value: unknown }
  | { type: 'sent' }
  | { type: 'navigate'; event: string; url: string; main: boolean }
  | { type: 'open-window'; url: string }
  | { type: 'permission'; handler: string; permission: string; origin: string }
  | { type: 'request' | 'fetch'; url: string }
  | { type: 'pick'; paths: string[] }
  /** The page holds back from going; answered with a button. */
  | { type: 'hold-back'; button: string }
  | { type: 'menu'; label: string }
  | { type: 'second-start'; told: unknown }
  | { type: 'reload' }
  /** A question that comes up is answered with the button. */
  | { type: 'close-window'; button?: string }
