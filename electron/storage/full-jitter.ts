/**
 * How long to wait before a try: a random part of a time that doubles with every try, so that those
 * who fail together do not come back together. All in milliseconds.
 *
 * @param tries that have failed so far, at least one
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function fullJitter(base: number, tries: number, most: number): number {
  return Math.random() * Math.min(most, base * 2 ** (tries - 1))
}
