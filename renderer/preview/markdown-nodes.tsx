import MarkdownIt, { type Token } from 'markdown-it'
import { createElement, type ReactNode } from 'react'

/** Raw HTML is text to this parser, and nesting ends at a depth that no page needs. */
const parser = new MarkdownIt({ html: false, linkify: false, maxNesting: 60 })

/** The elements that Markdown can make; whatever else a token names becomes a plain `span`. */
const ELEMENTS = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote em strong s code pre hr br table thead tbody tr th td'.split(
    ' ',
  ),
)

/**
 * Markdown as React elements, built from the parser's tokens: no HTML is ever made of it, no
 * picture is loaded and no link leads anywhere.
 */
export function markdownNodes(text: string): ReactNode[] {
  return nodesOf(parser.parse(text, {}))
}

interface Open {
  readonly token: Token
  readonly children: ReactNode[]
}

function nodesOf(tokens: readonly Token[]): ReactNode[] {
  const top: ReactNode[] = []
  const open: Open[] = []
  for (const token of tokens) {
    const children = open.at(-1)?.children ?? top
    if (token.nesting === 1) open.push({ token, children: [] })
    else if (token.nesting === -1) {
      const done = open.pop()
      const outer = open.at(-1)?.children ?? top
      if (done) outer.push(element(done.token, done.children, outer.length))
    } else if (token.type === 'inline') children.push(...nodesOf(token.children ?? []))
    else children.push(leaf(token, children.length))
  }
  return top
}

function element(token: Token, children: ReactNode[], key: number): ReactNode {
  // The paragraphs of a tight list.
  if (token.hidden) return createElement('span', { key }, ...children)
  if (token.tag === 'a') {
    const target = String(token.attrGet('href') ?? '')
    return (
      <span key={key} title={target} className="text-accent underline decoration-dotted">
        {children}
      </span>
    )
  }
  const tag = ELEMENTS.has(token.tag) ? token.tag : 'span'
  const start = token.tag === 'ol' ? Number(token.attrGet('start') ?? 1) : undefined
  return createElement(tag, { key, ...(start === undefined ? {} : { start }) }, ...children)
}

function leaf(token: Token, key: number): ReactNode {
  switch (token.type) {
    case 'text':
    case 'text_special':
    case 'html_inline':
    case 'html_block':
      return token.content
    case 'softbreak':
      return '\n'
    case 'hardbreak':
      return <br key={key} />
    case 'hr':
      return <hr key={key} />
    case 'code_inline':
      return <code key={key}>{token.content}</code>
    case 'fence':
    case 'code_block':
      return (
        <pre key={key}>
          <code>{token.content}</code>
        </pre>
      )
    case 'image':
      return (
        <span
          key={key}
          title={String(token.attrGet('src') ?? '')}
          className="rounded-sm bg-raised px-1 text-sm text-secondary"
        >
          Picture: {token.content || 'without a description'}
        </span>
      )
    default:
      return token.content
  }
}
