/** An answer that no S3 server gives: a login page, an empty body, a proxy's own words. */
export class NotAnS3Answer extends Error {
  override readonly name = 'NotAnS3Answer'
  readonly status: number

  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}
