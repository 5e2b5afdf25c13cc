import type { LocalSystem } from '#shared/local-names.ts'

/**
 * Whether a file of this name is run, installed or followed elsewhere when it is opened, instead of
 * shown by a program. What comes out of a bucket is not trusted that far.
 */
export function runsWhenOpened(name: string, system: LocalSystem): boolean {
  // Windows drops dots and spaces at the end, and so might whatever looks for the program.
  const ending = /\.([^.]+)$/.exec(name.toLowerCase().replace(/[. ]+$/, ''))?.[1]
  if (ending === undefined) return false
  return ANYWHERE.has(ending) || (system === 'windows' && ON_WINDOWS.has(ending))
}

/** The beginnings of programs, however they are called: systems also look inside. */
export function looksLikeProgram(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 64)).toString('latin1')
  return BEGINNINGS.some(beginning => text.startsWith(beginning)) || DESKTOP_ENTRY.test(text)
}

/** Windows and DOS, Linux, and the forms of macOS; `#!` for scripts without an ending. */
const BEGINNINGS = [
  'MZ',
  '\x7fELF',
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
  '#!',
]
const DESKTOP_ENTRY = /^(?:\s|#[^\n]*\n)*\[Desktop Entry\]/

const list = (text: string) => new Set(text.trim().split(/\s+/))

const ANYWHERE = list(`
  action app appimage application appref-ms appx appxbundle apk bash bat bin bundle chm cmd com
  command cpl csh deb desktop diagcab dmg exe fileloc fish flatpakref flatpakrepo gadget hta img
  inetloc inf iso jar jnlp jse ksh lnk library-ms mobileconfig mpkg msc msi msix msixbundle msp mst
  msu out pif pkg prefpane ps1 ps1xml ps2 psc1 psd1 psm1 reg rpm run scf scpt scptd scr search-ms
  service settingcontent-ms sh snap terminal tool url vb vbe vbs vhd vhdx webloc website workflow ws
  wsc wsf wsh xbap xpi zsh
`)

/** Texts elsewhere, which Windows gives to their interpreter. */
const ON_WINDOWS = list('js mjs cjs pl py pyc pyw pyz pyzw php rb rbw tcl lua')
