/** After which letters a line may end without tearing a word. */
const BREAK = /[\s\-_,()[\]+@]/u
/** As a part of the line: a break further to the left leaves too much of it empty. */
const NEAR = 0.45

/**
 * Cuts a text after what fits on a first line, if possible at the end of a word.
 *
 * @param fits whether a text has room on the line
 */
export function splitLine(
  text: string,
  fits: (text: string) => boolean,
): { first: string; rest: string } {
  if (fits(text)) return { first: text, rest: '' }
  const letters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
  let low = 1
  let high = letters.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(letters.slice(0, middle).join(''))) low = middle
    else high = middle - 1
  }
  // An extension stays in one piece.
  const ends = (at: number) => BREAK.test(letters[at - 1] ?? '') || letters[at] === '.'
  let word = low
  while (word > 0 && !ends(word)) word -= 1
  const cut = word > low * NEAR ? word : low
  return { first: letters.slice(0, cut).join(''), rest: letters.slice(cut).join('') }
}
