import type { Socket } from 'node:net'

/**
 * What one read of a plain socket takes at most, and a record of TLS: bytes. Twice as many at a time,
 * as Node takes them, fit no more into the caches of a core: that is slower, and more lies about.
 */
export const PLAIN_READ = 32 * 1024
export const TLS_READ = 16 * 1024

/**
 * Lets each socket read into memory of its own, again and again. Node makes some anew for each read;
 * the objects that hold it are small, so that of a large body the memory of hundreds of reads lies
 * about until the collector comes. Sockets go on being streams as usual.
 *
 * @param size bytes
 * @returns the option `onread` of `net.connect` and `tls.connect`
 */
export function readBuffers(size: number) {
  /** The buffer of the socket that has just been read. */
  let again: Uint8Array | undefined
  return {
    // Node asks for one when a socket opens, and for the next right after each read.
    buffer(): Uint8Array {
      const buffer = again ?? Buffer.allocUnsafeSlow(size)
      again = undefined
      return buffer
    },
    callback(this: Socket, length: number, buffer: Uint8Array): boolean {
      const more = give(this, Buffer.from(buffer.buffer, buffer.byteOffset, length))
      // Only now: somebody may have opened another socket meanwhile.
      again = buffer
      return more
    },
  }
}

/** The parser of HTTP copies what it keeps; for whoever comes later there has to be a copy. */
function give(socket: Socket, read: Buffer): boolean {
  const isTaken =
    socket.readableFlowing === true &&
    socket.readableLength === 0 &&
    socket.listenerCount('data') > 0
  if (!isTaken) return socket.push(Buffer.from(read))
  socket.emit('data', read)
  return true
}
