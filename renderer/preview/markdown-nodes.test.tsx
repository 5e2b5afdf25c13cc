import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { markdownNodes } from './markdown-nodes.tsx'

const html = (text: string) => renderToStaticMarkup(markdownNodes(text))

test('Markdown is laid out', () => {
  expect(html('# A *b*\n\n1. one\n2. `two`\n')).toBe(
    '<h1>A <em>b</em></h1><ol start="1">\n'.replace('\n', '') +
      '<li><span>one</span></li><li><span><code>two</code></span></li></ol>',
  )
})

test('nothing of it can run, load or lead anywhere', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '[b](https://canary.example/)',
    '![c](https://canary.example/c.png)',
    '<a href="https://canary.example">d</a>',
    '[e]: https://canary.example/e\n\n[e]',
  ]
  for (const text of hostile) {
    const made = html(text)
    expect(made).not.toMatch(/<(script|img|a|iframe|style|link)\b|<[^>]*\s(href|src|on\w+)=/i)
  }
})

test('nesting without end has an end', () => {
  expect(() => html('>'.repeat(20_000))).not.toThrow()
  expect(() => html('*a '.repeat(5_000))).not.toThrow()
  expect(() => html('['.repeat(20_000))).not.toThrow()
})
