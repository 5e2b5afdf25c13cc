/**
 * Who gave an answer that no S3 server gives: somebody on the way to the server (the login page of a
 * hotel, a proxy), the server itself, or the server, which left out what it has to tell.
 */
export type OddSender = 'someone-else' | 'server' | 'forgetful-server'

/** An answer that no S3 server gives: a login page, an empty body, a proxy's own words. */
export class NotAnS3Answer extends Error {
  override readonly name = 'NotAnS3Answer'
  readonly status: number
  readonly sender: OddSender

  constructor(message: string, status: number, sender: OddSender = 'server') {
    super(message)
    this.status = status
    this.sender = sender
  }
}
