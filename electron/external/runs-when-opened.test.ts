import { expect, test } from 'vitest'
import { looksLikeProgram, runsWhenOpened } from './runs-when-opened.ts'

test.each([
  'setup.exe',
  'SETUP.EXE',
  'report.pdf.exe',
  'a.exe. .',
  'run.sh',
  'x.desktop',
  'x.lnk',
  'x.url',
  'x.jar',
  'x.app',
  'x.ps1',
  'x.command',
])('%s runs when it is opened', name => {
  expect(runsWhenOpened(name, 'linux')).toBe(true)
})

test.each(['report.pdf', 'exe', '.exe.txt', 'notes', 'photo.jpg', 'archive.tar.gz', 'a.'])(
  '%s is only shown',
  name => {
    expect(runsWhenOpened(name, 'windows')).toBe(false)
  },
)

test('a script that other systems edit is run by Windows', () => {
  expect(runsWhenOpened('app.js', 'windows')).toBe(true)
  expect(runsWhenOpened('app.js', 'linux')).toBe(false)
})

test('a program is known by its first bytes, whatever its name', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1')
  for (const head of ['MZ\x90', '\x7fELF\x02', '#!/bin/sh\n', '# x\n\n[Desktop Entry]\nExec=x']) {
    expect(looksLikeProgram(bytes(head)), head).toBe(true)
  }
  for (const head of ['', 'M', '%PDF-1.7', '# Title\n', 'text [Desktop Entry]']) {
    expect(looksLikeProgram(bytes(head)), head).toBe(false)
  }
})
