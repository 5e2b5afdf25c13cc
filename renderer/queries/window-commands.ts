import { subscribe } from '../api/client.ts'

/** Follows what the menu of the desktop shell asks for, until the returned function is called. */
export function followWindowCommands(listener: (command: string) => void): () => void {
  return subscribe('window.command', ({ command }) => listener(command))
}
