/** Of sizes and offsets that the old 32-bit fields can't hold: the real ones are in a ZIP64 field. */
const OVER_32 = 0xffff_ffff
const OVER_16 = 0xffff
/** A local header is written when the size is only expected: what may come near 4 GiB gets ZIP64. */
const MAY_NEED_ZIP64 = 0xf000_0000

const VERSION = 20
const VERSION_ZIP64 = 45
const MADE_BY_UNIX = 3 << 8
const UTF8_NAME = 0x0800
const STORED = 0
const DEFLATED = 8
const FILE_ATTRIBUTES = (0o10_0644 << 16) >>> 0
const FOLDER_ATTRIBUTES = ((0o04_0755 << 16) | 0x10) >>> 0

/** A file of an archive; a folder ends with `/` and is empty. */
export interface ZipMember {
  readonly name: string
  /** Bytes, as far as they are known beforehand: they decide whether there is room for ZIP64. */
  readonly expectedSize: number
  /** Milliseconds since the Unix epoch. */
  readonly modified: number
  readonly deflate: boolean
}

/** What is known of a member once its bytes are written. Sizes and offsets in bytes. */
export interface WrittenMember {
  readonly crc: number
  readonly size: number
  readonly packedSize: number
  /** Of its local header. */
  readonly offset: number
}

/** Whether a member's local header has room for sizes of 64 bits. */
export function hasZip64Room({ expectedSize }: ZipMember): boolean {
  return expectedSize >= MAY_NEED_ZIP64
}

/**
 * The header in front of a member's bytes. Its length depends on the member alone, so that it can be
 * written after them, with what they turned out to be.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7
 */
export function localHeader(member: ZipMember, { crc, size, packedSize }: WrittenMember): Buffer {
  const name = Buffer.from(member.name)
  const zip64 = hasZip64Room(member)
  const extra = Buffer.concat([
    ...(zip64 ? [zip64Field([size, packedSize])] : []),
    timeField(member.modified),
  ])
  const fixed = Buffer.alloc(30)
  fixed.writeUInt32LE(0x0403_4b50, 0)
  writeCommon(fixed, 4, member, zip64)
  fixed.writeUInt32LE(crc, 14)
  fixed.writeUInt32LE(zip64 ? OVER_32 : packedSize, 18)
  fixed.writeUInt32LE(zip64 ? OVER_32 : size, 22)
  fixed.writeUInt16LE(name.length, 26)
  fixed.writeUInt16LE(extra.length, 28)
  return Buffer.concat([fixed, name, extra])
}

/** A member's record of the central directory, APPNOTE 4.3.12. */
export function directoryRecord(member: ZipMember, written: WrittenMember): Buffer {
  const { crc, size, packedSize, offset } = written
  const name = Buffer.from(member.name)
  const large = [size, packedSize, offset].filter(value => value >= OVER_32)
  const extra = Buffer.concat([
    ...(large.length > 0 ? [zip64Field(large)] : []),
    timeField(member.modified),
  ])
  const fixed = Buffer.alloc(46)
  fixed.writeUInt32LE(0x0201_4b50, 0)
  fixed.writeUInt16LE(MADE_BY_UNIX | VERSION_ZIP64, 4)
  writeCommon(fixed, 6, member, large.length > 0 || hasZip64Room(member))
  fixed.writeUInt32LE(crc, 16)
  fixed.writeUInt32LE(Math.min(packedSize, OVER_32), 20)
  fixed.writeUInt32LE(Math.min(size, OVER_32), 24)
  fixed.writeUInt16LE(name.length, 28)
  fixed.writeUInt16LE(extra.length, 30)
  fixed.writeUInt32LE(member.name.endsWith('/') ? FOLDER_ATTRIBUTES : FILE_ATTRIBUTES, 38)
  fixed.writeUInt32LE(Math.min(offset, OVER_32), 42)
  return Buffer.concat([fixed, name, extra])
}

/** What closes an archive, APPNOTE 4.3.14 to 4.3.16; of large ones the ZIP64 records first. */
export function endOfDirectory(directory: {
  readonly members: number
  /** Bytes of all records of the central directory, and where they start. */
  readonly size: number
  readonly offset: number
}): Buffer {
  const { members, size, offset } = directory
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(Math.min(members, OVER_16), 8)
  end.writeUInt16LE(Math.min(members, OVER_16), 10)
  end.writeUInt32LE(Math.min(size, OVER_32), 12)
  end.writeUInt32LE(Math.min(offset, OVER_32), 16)
  if (members < OVER_16 && size < OVER_32 && offset < OVER_32) return end
  const end64 = Buffer.alloc(56)
  end64.writeUInt32LE(0x0606_4b50, 0)
  end64.writeBigUInt64LE(44n, 4)
  end64.writeUInt16LE(MADE_BY_UNIX | VERSION_ZIP64, 12)
  end64.writeUInt16LE(VERSION_ZIP64, 14)
  end64.writeBigUInt64LE(BigInt(members), 24)
  end64.writeBigUInt64LE(BigInt(members), 32)
  end64.writeBigUInt64LE(BigInt(size), 40)
  end64.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x0706_4b50, 0)
  locator.writeBigUInt64LE(BigInt(offset + size), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([end64, locator, end])
}

/** What both headers of a member have: version, flags, method, time. */
function writeCommon(into: Buffer, at: number, member: ZipMember, zip64: boolean): void {
  const { time, date } = dosTime(member.modified)
  into.writeUInt16LE(zip64 ? VERSION_ZIP64 : VERSION, at)
  into.writeUInt16LE(UTF8_NAME, at + 2)
  into.writeUInt16LE(member.deflate ? DEFLATED : STORED, at + 4)
  into.writeUInt16LE(time, at + 6)
  into.writeUInt16LE(date, at + 8)
}

function zip64Field(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8)
  field.writeUInt16LE(0x0001, 0)
  field.writeUInt16LE(values.length * 8, 2)
  for (const [index, value] of values.entries()) {
    field.writeBigUInt64LE(BigInt(value), 4 + index * 8)
  }
  return field
}

/** The exact second in UTC, as Info-ZIP writes it; the field of old is local time, each other second. */
function timeField(modified: number): Buffer {
  const seconds = Math.floor(modified / 1000)
  if (seconds < 0 || seconds > 0x7fff_ffff) return Buffer.alloc(0)
  const field = Buffer.alloc(9)
  field.writeUInt16LE(0x5455, 0)
  field.writeUInt16LE(5, 2)
  field.writeUInt8(1, 4)
  field.writeUInt32LE(seconds, 5)
  return field
}

/** Local time from 1980 to 2107, APPNOTE 4.4.6. */
function dosTime(modified: number): { time: number; date: number } {
  const at = new Date(modified)
  const year = at.getFullYear()
  if (year < 1980) return { time: 0, date: (1 << 5) | 1 }
  if (year > 2107) return { time: 0, date: (127 << 9) | (12 << 5) | 31 }
  return {
    time: (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1),
    date: ((year - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate(),
  }
}
