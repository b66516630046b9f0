import { setTimeout as pause } from 'node:timers/promises'
import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { expectRows, type Statement, sql } from '@/server/platform/database/sql'
import { type MailAttachment, type MailOutcome, messageIdOf, sendMail } from './gateway'
import type { MailPaper } from './queue'
import { catchesMail, cutOffAfterMs, isNobodys, mostAttempts, retryAfterMs, triesAgain } from './rules'

const sentAtOnce = 100

interface Claimed {
  id: string
  kind: string
  toAddress: string
  subject: string
  body: { text: string; html: string; papers?: MailPaper[]; secrets?: Record<string, string> }
  attempts: number
  createdAt: Date
  replyTo: string | null
}

/** Takes a queued mail for this attempt; no row when another sender has it or it is done. */
function claim(ctx: Ctx, mailId: string): Statement<Claimed> {
  return sql`UPDATE mail SET state = 'SENDING', attempts = attempts + 1, attempted_at = ${ctx.now}, text_at = NULL
    WHERE organisation_id = ${ctx.organisationId} AND id = ${mailId} AND state = 'QUEUED'
    RETURNING id, kind, to_address, subject, body, attempts, created_at, (SELECT email FROM organisation WHERE id = ${ctx.organisationId}) AS reply_to`
}

/**
 * Records, before the text is sent, that the server may have the mail from now on. Nothing is sent when another sender
 * has taken the attempt over.
 */
function note(ctx: Ctx, mail: Claimed): Statement<never> {
  return expectRows(
    1,
    sql`UPDATE mail SET text_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${mail.id} AND state = 'SENDING' AND attempts = ${mail.attempts}`,
  )
}

/** The sender address of mails: MAIL_FROM, otherwise an address at the host that serves the pages. */
export function senderAddress(): string {
  if (process.env.MAIL_FROM) return process.env.MAIL_FROM
  const url = process.env.NEXTAUTH_URL
  return `octet@${url && URL.canParse(url) ? new URL(url).hostname : 'localhost'}`
}

function frozenBytes(ctx: Ctx, { kind, objectId }: MailPaper): Statement<{ bytes: Buffer; mediaType: string }> {
  return sql`SELECT b.bytes, b.media_type FROM document d JOIN blob b ON b.organisation_id = d.organisation_id AND b.hash = d.blob_hash
    WHERE d.organisation_id = ${ctx.organisationId} AND d.kind = ${kind} AND d.object_id = ${objectId}`
}

async function attachments(ctx: Ctx, papers: readonly MailPaper[]): Promise<MailAttachment[]> {
  if (papers.length === 0) return []
  const found = await read(ctx, ...papers.map((paper) => frozenBytes(ctx, paper)))
  return papers.flatMap((paper, index) => {
    const [file] = found[index] ?? []
    return file ? [{ filename: paper.filename, contentType: file.mediaType, content: file.bytes }] : []
  })
}

/** The addresses of a mail, which the queue keeps with commas between. */
const recipientsOf = ({ toAddress }: Claimed) => toAddress.split(', ')

const withSecrets = (text: string, secrets: Record<string, string> = {}) =>
  Object.entries(secrets).reduce((whole, [mark, value]) => whole.replaceAll(mark, value), text)

async function hand(ctx: Ctx, mail: Claimed): Promise<MailOutcome> {
  // Mails to the invented customers of a sample trade never go to a real server; the mail catcher shows them.
  if (ctx.organisation.sample !== 'NONE' && recipientsOf(mail).every(isNobodys) && !catchesMail(process.env))
    return { outcome: 'SENT', response: 'kept: the address is nobody’s' }
  const from = senderAddress()
  const { text, html, papers = [], secrets } = mail.body
  const outgoing = {
    from: { name: ctx.organisation.name, address: from },
    to: recipientsOf(mail).map((address) => ({ address })),
    ...(mail.replyTo ? { replyTo: { name: ctx.organisation.name, address: mail.replyTo } } : {}),
    subject: mail.subject,
    text: withSecrets(text, secrets),
    html: withSecrets(html, secrets),
    attachments: await attachments(ctx, papers),
    messageId: messageIdOf(mail.id, from),
    writtenAt: mail.createdAt,
  }
  return sendMail(outgoing, { beforeText: () => read(ctx, note(ctx, mail)) })
}

/** Stores the outcome of an attempt, even when the attempt counts as cut off by now; it does not touch a later attempt. */
function settle(ctx: Ctx, mail: Claimed, outcome: MailOutcome): Statement {
  if (outcome.outcome === 'SENT')
    return sql`UPDATE mail SET state = 'SENT', sent_at = ${ctx.now}, failure = NULL, body = body - 'secrets'
      WHERE organisation_id = ${ctx.organisationId} AND id = ${mail.id} AND attempts = ${mail.attempts} AND state IN ('SENDING', 'UNCERTAIN')`
  const again = outcome.outcome === 'REFUSED' && !outcome.permanent && triesAgain(mail.attempts)
  const state = outcome.outcome === 'UNCERTAIN' ? 'UNCERTAIN' : again ? 'QUEUED' : 'FAILED'
  const failure = `${outcome.code}: ${outcome.response}`.slice(0, 500)
  return sql`UPDATE mail SET state = ${state}, failure = ${failure}
    WHERE organisation_id = ${ctx.organisationId} AND id = ${mail.id} AND attempts = ${mail.attempts} AND state IN ('SENDING', 'UNCERTAIN')`
}

/** Sends one queued mail and answers the outcome; undefined when the mail did not wait. Never sends an uncertain mail again. */
export async function deliverMail(ctx: Ctx, mailId: string): Promise<MailOutcome | undefined> {
  const [[mail]] = await read(ctx, claim(ctx, mailId))
  if (!mail) return undefined
  const outcome: MailOutcome =
    ctx.gateways.mail === 'RECORD' ? { outcome: 'SENT', response: 'recorded' } : await hand(ctx, mail)
  await writeDown(ctx, mail, outcome)
  return outcome
}

/**
 * Stores an outcome, which only this process knows. It waits for a database that is away as long as the mail counts as
 * being sent.
 */
async function writeDown(ctx: Ctx, mail: Claimed, outcome: MailOutcome): Promise<void> {
  const until = performance.now() + cutOffAfterMs
  for (;;) {
    try {
      await read(ctx, settle(ctx, mail, outcome))
      return
    } catch (error) {
      if (performance.now() > until) throw error
      await pause(500)
    }
  }
}

/**
 * Releases mails whose sending was cut off. Once the text had begun to be sent, nobody can say whether the server has
 * the mail; before that it surely has not, and the mail goes back into the queue.
 */
function releaseCutOff(ctx: Ctx): Statement {
  const before = new Date(ctx.now.getTime() - cutOffAfterMs)
  return sql`UPDATE mail SET state = CASE WHEN text_at IS NULL THEN 'QUEUED' ELSE 'UNCERTAIN' END, failure = 'CUT_OFF: the program ended while it was sent'
    WHERE organisation_id = ${ctx.organisationId} AND state = 'SENDING' AND attempted_at < ${before}`
}

/** The queued mails that are due, the oldest first. */
function due(ctx: Ctx): Statement<{ id: string }> {
  const madeBefore = Array.from({ length: mostAttempts }, (_, made) => new Date(ctx.now.getTime() - retryAfterMs(made)))
  return sql`SELECT id FROM mail WHERE organisation_id = ${ctx.organisationId} AND state = 'QUEUED'
    AND (attempted_at IS NULL OR attempted_at <= (${madeBefore}::timestamptz[])[1 + attempts % ${mostAttempts}::int]) ORDER BY created_at LIMIT ${sentAtOnce}`
}

/** Releases mails that were cut off, then sends the queued mails that are due. Stops when the server does not answer. */
export async function deliverLeftMails(ctx: Ctx): Promise<{ sent: number }> {
  const [, waiting] = await read(ctx, releaseCutOff(ctx), due(ctx))
  let sent = 0
  for (const { id } of waiting) {
    const outcome = await deliverMail(ctx, id)
    if (outcome?.outcome === 'SENT') sent++
    if (outcome?.outcome === 'REFUSED' && ['CONNECTION', 'TIMEOUT', 'CONFIGURATION', 'AUTH'].includes(outcome.code))
      break
  }
  return { sent }
}
