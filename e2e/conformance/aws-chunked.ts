import type { ChunkSigner } from './sigv4.ts'

/** One trailing header, for example `['x-amz-checksum-crc32', '…']`. */
export type Trailer = readonly [name: string, value: string]

/**
 * Frames a body as aws-chunked: signed chunk by chunk when a signer is given, plain otherwise.
 * Source: "Signature Calculations for the Authorization Header: Transferring Payload in
 * Multiple Chunks" and "… Including Trailing Headers", Amazon S3 API Reference.
 */
export function awsChunked(
  chunks: readonly Buffer[],
  options: { signer?: ChunkSigner; trailer?: Trailer } = {},
): Buffer {
  const { signer, trailer } = options
  const framed: (Buffer | string)[] = []
  for (const chunk of chunks) {
    framed.push(`${chunk.length.toString(16)}${chunkExtension(signer, chunk)}\r\n`, chunk, '\r\n')
  }
  framed.push(`0${chunkExtension(signer, Buffer.alloc(0))}\r\n`)
  if (trailer) {
    const [name, value] = trailer
    framed.push(`${name}:${value}\r\n`)
    if (signer) framed.push(`x-amz-trailer-signature:${signer.trailer(`${name}:${value}\n`)}\r\n`)
  }
  framed.push('\r\n')
  return Buffer.concat(framed.map(piece => Buffer.from(piece)))
}

function chunkExtension(signer: ChunkSigner | undefined, chunk: Buffer): string {
  return signer ? `;chunk-signature=${signer.chunk(chunk)}` : ''
}
