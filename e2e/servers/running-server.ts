/** An S3 server that a test started, with the one account it knows and the way to end it. */
export interface RunningServer {
  /** `http://host:port`, without a path. */
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Ends the server and removes what it stored. */
  stop(): Promise<void>
}
