import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Address, type Email } from 'postal-mime'
import { sanitizeHtml } from './sanitize'

/** A caught mail in a list; `from` and `to` are those of the envelope. */
interface CaughtSummary {
  id: string
  receivedAt: string
  from: string
  to: string[]
  subject: string
  messageId: string | null
  bytes: number
  attachments: string[]
}

interface CaughtAttachment {
  index: number
  filename: string
  mediaType: string
  bytes: number
}

interface CaughtMail extends Omit<CaughtSummary, 'attachments'> {
  /** The From header of the message: "Octet <sales@example.com>". */
  headerFrom: string
  headerTo: string
  sentAt: string | null
  text: string
  /** A whole HTML document that is safe in a frame with `sandbox="allow-popups"`; null for a mail without HTML. */
  html: string | null
  attachments: CaughtAttachment[]
}

const ID = /^\d{15}-\d{6}-[0-9a-f]{6}$/

function parse(source: Buffer): Promise<Email> {
  return PostalMime.parse(source, { maxNestingDepth: 30, maxHeadersSize: 1_000_000, maxRfc822NestingDepth: 2 })
}

/** The summary of a message that arrives. A message that cannot be read is kept too, without a subject. */
export async function summaryOf(
  source: Buffer,
  envelope: Omit<CaughtSummary, 'subject' | 'messageId' | 'attachments'>,
): Promise<CaughtSummary> {
  const mail = await parse(source).catch(() => undefined)
  return {
    ...envelope,
    subject: mail?.subject ?? '',
    messageId: mail?.messageId ?? null,
    attachments: (mail?.attachments ?? []).map((attachment) => attachment.filename ?? 'attachment'),
  }
}

/** Caught mails, newest first; `to` selects one recipient, `before` the mails older than an id (for the next page). */
export async function listCaught(
  directory: string,
  { to, before, limit = 50 }: { to?: string; before?: string; limit?: number } = {},
): Promise<CaughtSummary[]> {
  const names = await readdir(directory).catch(() => [] as string[])
  const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5))
  const found: CaughtSummary[] = []
  for (const id of ids
    .filter((name) => ID.test(name) && (!before || name < before))
    .sort()
    .reverse()) {
    if (found.length >= limit) break
    const summary = await readSummary(directory, id)
    if (summary && (!to || summary.to.some((address) => address.toLowerCase() === to.toLowerCase())))
      found.push(summary)
  }
  return found
}

async function readSummary(directory: string, id: string): Promise<CaughtSummary | undefined> {
  const text = await readFile(join(directory, `${id}.json`), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}

/** One caught mail with its text, its sanitised HTML and the list of its attachments; undefined when there is none. */
export async function readCaught(directory: string, id: string): Promise<CaughtMail | undefined> {
  const found = await open(directory, id)
  if (!found) return undefined
  const { summary, mail } = found
  return {
    ...summary,
    headerFrom: mail?.from ? written([mail.from]) : '',
    headerTo: written(mail?.to ?? []),
    sentAt: mail?.date ?? null,
    text: mail?.text ?? '',
    html: mail?.html ? sanitizeHtml(mail.html) : null,
    attachments: (mail?.attachments ?? []).map(({ filename, mimeType, content }, index) => ({
      index,
      filename: filename ?? `attachment-${index + 1}`,
      mediaType: mimeType,
      bytes: bytesOf(content).length,
    })),
  }
}

/** The bytes of one attachment for download. The sender chose the media type, so serve it as an attachment. */
export async function readCaughtAttachment(
  directory: string,
  id: string,
  index: number,
): Promise<{ filename: string; mediaType: string; bytes: Uint8Array } | undefined> {
  const attachment = (await open(directory, id))?.mail?.attachments[index]
  if (!attachment) return undefined
  const filename = attachment.filename ?? `attachment-${index + 1}`
  return { filename, mediaType: attachment.mimeType, bytes: bytesOf(attachment.content) }
}

async function open(directory: string, id: string): Promise<{ summary: CaughtSummary; mail?: Email } | undefined> {
  if (!ID.test(id)) return undefined
  const summary = await readSummary(directory, id)
  const source = await readFile(join(directory, `${id}.eml`)).catch(() => undefined)
  if (!summary || !source) return undefined
  return { summary, mail: await parse(source).catch(() => undefined) }
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
}

function written(addresses: readonly Address[]): string {
  return addresses
    .map((one) => (one.address === undefined ? one.name : one.name ? `${one.name} <${one.address}>` : one.address))
    .join(', ')
}
