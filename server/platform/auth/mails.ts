import { newId } from '@/server/platform/context/ids'
import { lookUp } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { senderAddress } from '@/server/platform/mail/deliver'
import { type MailOutcome, messageIdOf, sendMail } from '@/server/platform/mail/gateway'
import { cutOffAfterMs } from '@/server/platform/mail/rules'
import { systemClock } from '@/server/platform/time/clock'
import { confirmAddressMail } from './emails/confirm-address'
import { passwordChangedMail } from './emails/password-changed'
import { passwordLinkMail } from './emails/password-link'
import { makeLink } from './links'
import { type AccountMailKind, accountMailDelayMs, addressLinkLifetimeMs, passwordLinkLifetimeMs } from './rules'

const lookEveryMs = 1_000
const sentAtOnce = 10

interface TakenMail {
  id: string
  email: string
  kind: AccountMailKind
  askedAt: Date
  attempts: number
  /** Null when no account has this address, or when the account may not sign in. */
  userId: string | null
  name: string | null
}

/**
 * Stores a request for a mail about an account; the worker sends it. This function does not look whether the account
 * exists, so the answer and its time are the same for every address.
 */
export async function askForMail(email: string, kind: AccountMailKind): Promise<void> {
  const now = systemClock.now()
  await lookUp(sql`SELECT auth_ask_mail(${newId(now)}, ${email}, ${kind}, ${now})`)
}

/**
 * Makes the link when the mail is sent: its secret is then stored nowhere, and its time does not run out while the mail
 * waits.
 */
async function compose(kind: AccountMailKind, userId: string, name: string) {
  if (kind === 'PASSWORD')
    return passwordLinkMail({ name, url: await makeLink(userId, kind, 'password', passwordLinkLifetimeMs) })
  if (kind === 'ADDRESS')
    return confirmAddressMail({ name, url: await makeLink(userId, kind, 'confirm', addressLinkLifetimeMs) })
  return passwordChangedMail({ name })
}

async function send({ id, email, kind, askedAt, userId, name }: TakenMail): Promise<MailOutcome | null> {
  if (userId === null) return null
  const from = senderAddress()
  return sendMail({
    ...(await compose(kind, userId, name ?? '')),
    from: { name: 'Octet', address: from },
    to: { name: name ?? '', address: email },
    messageId: messageIdOf(id, from),
    writtenAt: askedAt,
  })
}

async function deliver(mail: TakenMail): Promise<void> {
  const outcome = await send(mail)
  if (outcome === null || outcome.outcome === 'SENT') {
    await lookUp(sql`SELECT auth_mail_over(${mail.id})`)
    return
  }
  const now = systemClock.now()
  // A second mail does no harm here, so an uncertain one is sent again, with another link.
  const delay = outcome.outcome === 'REFUSED' && outcome.permanent ? null : accountMailDelayMs(mail.attempts)
  const failure = `${outcome.code}: ${outcome.response}`.slice(0, 500)
  if (delay === null)
    console.error(JSON.stringify({ at: now, event: 'account mail given up', kind: mail.kind, id: mail.id, failure }))
  const due = new Date(now.getTime() + (delay ?? 0))
  await lookUp(
    sql`SELECT auth_mail_failed(${mail.id}, ${failure}, ${due}, ${delay === null ? now : null}::timestamptz)`,
  )
}

/**
 * Sends at most this many of the account mails that are due. When the process dies, its mails become due again by
 * themselves.
 */
export async function sendAccountMails(most = sentAtOnce): Promise<number> {
  const now = systemClock.now()
  const again = new Date(now.getTime() + cutOffAfterMs)
  const taken = await lookUp(sql<TakenMail>`SELECT * FROM auth_take_mails(${now}, ${again}, ${most}::int)`)
  await Promise.all(taken.map(deliver))
  return taken.length
}

/** Looks every second for account mails and sends several at once, so that one slow server does not hold up the others. */
export function startAccountMails(): { stop(): Promise<void> } {
  const senders = new Set<Promise<void>>()
  let stopped = false
  async function sendDue(): Promise<void> {
    while (!stopped && (await sendAccountMails(1)) > 0);
  }
  const timer = setInterval(() => {
    if (senders.size === sentAtOnce) return
    const sender = sendDue()
      .catch((error: Error) => console.error(`account mails: ${error.message}`))
      .finally(() => senders.delete(sender))
    senders.add(sender)
  }, lookEveryMs)
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await Promise.all(senders)
    },
  }
}

interface AccountMailsWaiting {
  waiting: bigint
  oldestSeconds: bigint
  givenUp: bigint
}

/** Counts of the account mails in the whole installation, without names. */
export async function accountMailsWaiting(): Promise<AccountMailsWaiting> {
  const [row] = await lookUp(sql<AccountMailsWaiting>`SELECT * FROM auth_mails_waiting(${systemClock.now()})`)
  return row ?? { waiting: 0n, oldestSeconds: 0n, givenUp: 0n }
}
