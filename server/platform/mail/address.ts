/** A mailbox: the address, and the name that is shown beside it. */
export interface Mailbox {
  name?: string
  address: string
}

const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** The domain as the address bar of a browser writes it; empty when it is none. Forms in the browser ask it too. */
const asciiOf = (domain: string) => (URL.canParse(`http://${domain}/`) ? new URL(`http://${domain}/`).hostname : '')

/**
 * An address in the one form in which it is stored and sent, or undefined when it is not plainly one mailbox. It
 * deliberately refuses forms on which parsers disagree: quoted local parts, comments, groups, several addresses, route
 * and literal domains, blanks and control characters, and look-alike characters such as the full-width @. The domain
 * may be international and is written in its ASCII form, in lower case.
 */
export function mailAddress(text: string): string | undefined {
  const trimmed = text.trim()
  if (trimmed.length > 254 || trimmed !== trimmed.normalize('NFKC')) return undefined
  const at = trimmed.lastIndexOf('@')
  const localPart = trimmed.slice(0, Math.max(at, 0))
  if (localPart.length > 64 || !LOCAL_PART.test(localPart)) return undefined
  const written = trimmed.slice(at + 1)
  if (!/^[\p{L}\p{N}.-]+$/u.test(written)) return undefined
  const domain = asciiOf(written)
  return DOMAIN.test(domain) && !/^[\d.]+$/.test(domain) ? `${localPart}@${domain}` : undefined
}

/**
 * Text for a header or a display name. Control characters and line breaks become one blank, so that nobody can add a
 * header.
 */
export function oneLine(text: string, longest = 200): string {
  const flat = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return flat.length > longest ? `${flat.slice(0, longest - 1)}…` : flat
}
