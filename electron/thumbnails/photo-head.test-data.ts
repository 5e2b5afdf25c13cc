/** A JPEG as a camera writes it, thumbnail inside, up to the picture itself. */
export function photoHead(
  thumbnail: Buffer,
  orientation: number,
  width: number,
  height: number,
  little = true,
): Buffer {
  const tiff = Buffer.alloc(56)
  const short = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at)
  const long = (value: number, at: number) =>
    little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at)
  const entry = (at: number, tag: number, type: number, value: number) => {
    short(tag, at)
    short(type, at + 2)
    long(1, at + 4)
    if (type === 3) short(value, at + 8)
    else long(value, at + 8)
  }
  tiff.write(little ? 'II' : 'MM', 0, 'latin1')
  short(42, 2)
  long(8, 4)
  short(1, 8)
  entry(10, 0x0112, 3, orientation)
  long(26, 22)
  short(2, 26)
  entry(28, 0x0201, 4, tiff.length)
  entry(40, 0x0202, 4, thumbnail.length)
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, thumbnail])
  const frame = Buffer.alloc(5, 8)
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  const start = Buffer.from([0xff, 0xd8])
  return Buffer.concat([start, segment(0xe1, exif), segment(0xc0, frame), segment(0xda, frame)])
}

function segment(marker: number, body: Buffer): Buffer {
  const start = Buffer.from([0xff, marker, 0, 0])
  start.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([start, body])
}
