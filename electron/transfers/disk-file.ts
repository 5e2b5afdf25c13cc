import * as fs from 'node:fs'
import { promisify } from 'node:util'
import type { Disk } from './disk.ts'

const later = {
  open: promisify(fs.open),
  close: promisify(fs.close),
  fstat: promisify(fs.fstat) as (fd: number, options: { bigint: true }) => Promise<fs.BigIntStats>,
  read: promisify(fs.read) as (fd: number, into: Buffer, offset: number, length: number, position: number) => Promise<{ bytesRead: number }>,
  write: promisify(fs.write) as (fd: number, bytes: Uint8Array, offset: number, length: number, position: number) => Promise<{ bytesWritten: number }>,
  writev: promisify(fs.writev),
  truncate: promisify(fs.ftruncate),
  times: promisify(fs.futimes),
  sync: promisify(fs.fsync),
  datasync: promisify(fs.fdatasync),
}
