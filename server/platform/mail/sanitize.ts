const DROPPED_WITH_CONTENT = new Set([
  'script',
  'style',
  'head',
  'title',
  'iframe',
  'object',
  'embed',
  'form',
  'svg',
  'math',
  'template',
  'noscript',
  'textarea',
  'select',
])
const KEPT = new Set(
  'a abbr b blockquote br caption center code col colgroup dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  ),
)
const ATTRIBUTES = new Set(
  'align alt bgcolor border cellpadding cellspacing color colspan dir height href lang role rowspan src style title valign width'.split(
    ' ',
  ),
)
const VOID = new Set(['br', 'hr', 'img', 'col'])

const ATTRIBUTE = /([a-zA-Z][a-zA-Z0-9-]*)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

/**
 * HTML of a mail for display in a sandboxed frame: rebuilt from a short list of tags and attributes, without scripts,
 * forms, frames, style sheets and remote pictures. Links keep only http, https and mailto. The document carries its own
 * content policy, so that the frame stays harmless even where this should miss something.
 */
export function sanitizeHtml(html: string): string {
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><meta name="color-scheme" content="light"><base target="_blank"><body>${sanitizedBody(html)}</body>`
}

/** One pass from left to right, as a browser reads: a tag ends at the first > outside quotes, else it is dropped. */
function sanitizedBody(html: string): string {
  let dropping: string | undefined
  let out = ''
  let at = 0
  while (at < html.length) {
    const tag = html[at] === '<' ? tagAt(html, at) : undefined
    if (!tag) {
      const next = html.indexOf('<', at + 1)
      const end = next < 0 ? html.length : next
      if (!dropping) out += html.slice(at, end).replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      at = end
      continue
    }
    at = tag.end
    if (dropping) {
      if (tag.closing && tag.name === dropping) dropping = undefined
    } else if (DROPPED_WITH_CONTENT.has(tag.name)) {
      if (!tag.closing && !tag.attributes.trimEnd().endsWith('/')) dropping = tag.name
    } else if (KEPT.has(tag.name)) {
      if (!tag.closing) out += `<${tag.name}${keptAttributes(tag.attributes)}>`
      else if (!VOID.has(tag.name)) out += `</${tag.name}>`
    }
  }
  return out
}

interface Tag {
  /** In lower case; '' for a comment or a declaration. */
  name: string
  closing: boolean
  attributes: string
  end: number
}

const TAG_NAME = /<(\/?)([a-zA-Z][a-zA-Z0-9:-]*)/y

function tagAt(html: string, at: number): Tag | undefined {
  if (html.startsWith('<!--', at)) return { name: '', closing: false, attributes: '', end: after(html, '-->', at + 4) }
  if (html[at + 1] === '!' || html[at + 1] === '?') {
    return { name: '', closing: false, attributes: '', end: after(html, '>', at) }
  }
  TAG_NAME.lastIndex = at
  const match = TAG_NAME.exec(html)
  if (!match) return undefined
  const from = at + match[0].length
  let quote = ''
  let end = from
  for (; end < html.length; end++) {
    const sign = html[end]!
    if (quote ? sign === quote : sign === '>') {
      if (!quote) break
      quote = ''
    } else if (!quote && (sign === '"' || sign === "'")) quote = sign
  }
  const whole = end < html.length
  return {
    name: whole ? match[2]!.toLowerCase() : '',
    closing: match[1] === '/',
    attributes: html.slice(from, Math.min(end, from + LONGEST_TAG)),
    end: end + 1,
  }
}

const LONGEST_TAG = 20_000

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

function keptAttributes(text: string): string {
  let out = ''
  for (const [, rawName, double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const name = rawName!.toLowerCase()
    const value = double ?? single ?? bare ?? ''
    if (ATTRIBUTES.has(name) && harmless(name, value))
      out += ` ${name}="${value.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`
  }
  return out
}

/** Checked on the text as a browser reads it: entities decoded, blanks and control characters left out. */
function harmless(name: string, value: string): boolean {
  const read = decoded(value)
    .replace(/[\s\p{Cc}]/gu, '')
    .toLowerCase()
  if (name === 'href') return /^(https?:\/\/|mailto:|#)/.test(read)
  if (name === 'src') return /^data:image\/(png|gif|jpeg|webp);base64,/.test(read)
  if (name === 'style') return !/url\(|expression|@import|behavior|-moz-binding|\\|position:(fixed|absolute)/.test(read)
  return true
}

function decoded(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => codePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});?/g, (_, digits: string) => codePoint(Number(digits)))
    .replace(/&(colon|tab|newline|lpar|bsol|sol|amp);?/gi, (_, word: string) => ENTITIES[word.toLowerCase()] ?? '')
}

const ENTITIES: Record<string, string> = { colon: ':', lpar: '(', bsol: '\\', sol: '/', amp: '&' }

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
