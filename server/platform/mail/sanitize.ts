import sanitize from 'sanitize-html'

const tags =
  'a abbr b blockquote br caption center code col colgroup dd div dl dt em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul'
const attributes =
  'align alt bgcolor border cellpadding cellspacing color colspan dir height href lang role rowspan src style title valign width'
const droppedWithContent =
  'script style head title iframe object embed form svg math template noscript textarea select option'

/** Longer than any mail of this program. The limit is needed because the parser's time grows with the square of the depth. */
const longest = 150_000

const embeddedPicture = /^data:image\/(png|gif|jpeg|webp);base64,/i
const dangerousStyle = /url\(|expression|@import|behavior|-moz-binding|\\|position:(fixed|absolute)/

/** Removes pictures that would be fetched, and styles that fetch, run code or cover what is around the mail. */
function harmless(tagName: string, { src, style, ...rest }: sanitize.Attributes): sanitize.Tag {
  const keepsStyle = style && !dangerousStyle.test(style.replace(/[\s\p{Cc}]/gu, '').toLowerCase())
  const keepsPicture = src && tagName === 'img' && embeddedPicture.test(src)
  return { tagName, attribs: { ...rest, ...(keepsPicture && { src }), ...(keepsStyle && { style }) } }
}

/**
 * HTML of a mail for display in a sandboxed frame. It keeps only a short list of tags and attributes, without scripts,
 * forms, frames, style sheets and remote pictures; links keep only http, https and mailto. The document carries its own
 * content policy, so that the frame is harmless even if this function misses something. Longer text is cut.
 */
export function sanitizeHtml(html: string): string {
  const body = sanitize(html.slice(0, longest), {
    allowedTags: tags.split(' '),
    allowedAttributes: { '*': attributes.split(' ') },
    nonTextTags: droppedWithContent.split(' '),
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    transformTags: { '*': harmless },
  })
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><meta name="color-scheme" content="light"><base target="_blank"><body>${body}</body>`
}
