import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '@/server/platform/clock'
import { newId } from '@/server/platform/ids'
import { senderAddress } from '@/server/platform/mail/deliver'
import { messageIdOf, sendMail } from '@/server/platform/mail/gateway'
import { lookUp } from '@/server/platform/run'
import { sql } from '@/server/platform/sql'
import type { Person } from '@/server/platform/trpc'
import { confirmAddressMail } from './emails/confirm-address'
import { addressLinkLifetimeMs, type LinkPurpose } from './rules'
import { hashToken, newToken } from './tokens'

/** Whom a mail about an account goes to. */
export type Recipient = Pick<Person, 'userId' | 'email' | 'name'>

interface AccountMail {
  subject: string
  html: string
  text: string
}

/** How long is waited before each attempt. */
const attemptsAfterMs = [0, 5_000, 60_000]

const says = (entry: object) => console.error(JSON.stringify({ at: systemClock.now(), ...entry }))

async function hand({ email, name }: Recipient, mail: AccountMail): Promise<void> {
  const from = senderAddress()
  const writtenAt = systemClock.now()
  const messageId = messageIdOf(newId(writtenAt), from)
  for (const wait of attemptsAfterMs) {
    await pause(wait, undefined, { ref: false })
    const sent = await sendMail({
      ...mail,
      from: { name: 'Octet', address: from },
      to: { name, address: email },
      messageId,
      writtenAt,
    })
    if (sent.outcome === 'REFUSED' && !sent.permanent) continue
    if (sent.outcome !== 'SENT') says({ event: 'account mail not sent', ...sent })
    return
  }
  says({ event: 'account mail given up' })
}

/**
 * Mails somebody about their account. It belongs to no organisation, so it stands in no queue: the secret of its link is kept
 * nowhere, and who gets nothing asks again. Nobody waits for it, so the time of the answer tells nothing about the account.
 */
export function sendToPerson(to: Recipient, mail: AccountMail): void {
  void hand(to, mail).catch((error: Error) => says({ event: 'account mail failed', error: error.message }))
}

/** Makes a one-time link and answers its address under `path`; only the hash of the secret is stored. */
export async function makeLink(userId: string, purpose: LinkPurpose, path: string, lifetimeMs: number) {
  const now = systemClock.now()
  const token = newToken()
  const expires = new Date(now.getTime() + lifetimeMs)
  await lookUp(
    sql`SELECT auth_make_link(${newId(now)}, ${userId}, ${purpose}, ${hashToken(token)}, ${now}, ${expires})`,
  )
  return `${process.env.NEXTAUTH_URL ?? 'http://localhost:3000'}/${path}/${token}`
}

/** Whom a link that is neither used nor too old is for. */
export async function holderOf(token: string, purpose: LinkPurpose): Promise<Recipient | undefined> {
  const [found] = await lookUp(
    sql<Recipient>`SELECT * FROM auth_link(${hashToken(token)}, ${purpose}, ${systemClock.now()})`,
  )
  return found
}

/** Mails the link by which a person shows that the address is theirs. */
export async function sendAddressLink(person: Recipient): Promise<void> {
  const url = await makeLink(person.userId, 'ADDRESS', 'confirm', addressLinkLifetimeMs)
  sendToPerson(person, confirmAddressMail({ name: person.name, url }))
}
