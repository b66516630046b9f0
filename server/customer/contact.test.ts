import { beforeAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { queueMail } from '@/server/platform/mail/queue'
import { contactPurposes, type MailKind, mailPurposes } from '@/server/platform/mail/rules'
import { isTest, sources, texts } from '@/server/tidy'
import { addContact, archiveContact, changeContact, restoreContact } from './mutations/contact'
import { customerRecord } from './queries'

let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
})

/** To whom a mail of this kind to the customer goes; null when to nobody. */
async function goesTo(kind: MailKind, customerId: string): Promise<string | null> {
  const objectId = newId(ctx.now)
  const about = { effectKey: `test/${objectId}`, objectType: 'customer', objectId, customerId }
  await read(ctx, queueMail(ctx, { ...about, kind, subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' }))
  const [[mail]] = await read(
    ctx,
    sql<{
      to: string
    }>`SELECT to_address AS to FROM mail WHERE organisation_id = ${ctx.organisationId} AND effect_key = ${about.effectKey}`,
  )
  return mail?.to ?? null
}

// Written out, so that a mail with the wrong purpose in the program's own table is noticed.
const readBy = {
  orders: [
    'QUOTE',
    'ORDER_CONFIRMATION',
    'ORDER_RECEIVED',
    'ORDER_AMENDMENT',
    'ORDER_CANCELLED',
    'PROFORMA',
    'PROFORMA_EXPIRES',
  ],
  deliveries: ['SHORTAGE_NOTICE', 'ARRIVAL_NOTICE', 'PROMISE_MOVED', 'DISPATCH_NOTICE'],
  invoices: ['invoice', 'creditNote'],
  reminders: ['reminder'],
} satisfies Record<string, MailKind[]>
const toTheTeam = ['INVITATION', 'QUOTE_ANSWERED']
const cases = Object.entries(readBy).flatMap(([who, kinds]) => kinds.map((kind) => [kind, who] as const))

describe('a mail to a customer', () => {
  it.each(cases)('%s goes to every contact for %s, and to nobody else', async (kind, who) => {
    const { customerId } = await makeCustomer(ctx, { email: 'all@example.test' })
    expect(await goesTo(kind, customerId)).toBe('all@example.test')
    for (const purpose of contactPurposes)
      for (const name of ['a', 'b'])
        await addContact(ctx, {
          customerId,
          name,
          email: `${name}.${purpose.toLowerCase()}@example.test`,
          purposes: [purpose],
        })
    expect(await goesTo(kind, customerId)).toBe(`a.${who}@example.test, b.${who}@example.test`)
  })

  it('has a kind that the table knows: each is sent by something, and nothing sends another', () => {
    const senders = sources
      .filter((path) => path.includes('/mutations/') && !isTest(path))
      .map((path) => texts.get(path) ?? '')
      .filter((text) => text.includes('queueMail('))
    const written = senders.flatMap((text) =>
      [...text.matchAll(/(?:kind: |INVOICE: |CREDIT_NOTE: )'(\w+)'/g)].map(([, kind]) => kind),
    )
    const papers = ['proforma', 'orderConfirmation']
    expect(new Set(written.filter((kind) => !papers.includes(kind as string)))).toEqual(
      new Set(Object.keys(mailPurposes)),
    )
    expect(Object.keys(mailPurposes).sort()).toEqual([...toTheTeam, ...Object.values(readBy).flat()].sort())
  })

  it('goes to nobody who was archived, and is not made where nobody has an address', async () => {
    const { customerId } = await makeCustomer(ctx, { email: '' })
    expect(await goesTo('reminder', customerId)).toBeNull()
    const { id } = await addContact(ctx, {
      customerId,
      name: 'Ada',
      email: 'ada@example.test',
      purposes: ['REMINDERS'],
    })
    expect(await goesTo('reminder', customerId)).toBe('ada@example.test')
    expect(await goesTo('invoice', customerId)).toBeNull()
    await archiveContact(ctx, { id })
    expect(await goesTo('reminder', customerId)).toBeNull()
    await restoreContact(ctx, { id })
    expect(await goesTo('reminder', customerId)).toBe('ada@example.test')
  })
})

describe('a contact', () => {
  it('needs an address to be written to, keeps its purposes in order, and is changed at its version', async () => {
    const { customerId } = await makeCustomer(ctx)
    const { id } = await addContact(ctx, { customerId, name: ' Ada ', phone: '1' })
    const one = async () => (await customerRecord(ctx, customerId)).contacts[0]
    expect(await one()).toMatchObject({ name: 'Ada', email: null, purposes: [] })
    const { version } = (await one()) ?? {}
    const facts = { id, name: 'Ada', email: 'ada@example.test', purposes: ['INVOICES', 'ORDERS', 'ORDERS'] as const }
    await expect(addContact(ctx, { customerId, name: 'Bo', purposes: ['ORDERS'] })).rejects.toThrow('needs an e-mail')
    await expect(addContact(ctx, { customerId, name: 'Bo', email: 'a"b@example.test' })).rejects.toThrow()
    await changeContact(ctx, { ...facts, purposes: [...facts.purposes].slice(0, 2), version })
    expect(await one()).toMatchObject({ purposes: ['ORDERS', 'INVOICES'] })
    expect(await refused(changeContact(ctx, { ...facts, purposes: [], version }))).toBe('CHANGED_MEANWHILE')
    expect(await refused(changeContact(ctx, { ...facts, purposes: [] }))).toBe('done')
    expect(await refused(restoreContact(ctx, { id }))).toBe('STALE')
    await archiveContact(ctx, { id })
    expect(await refused(archiveContact(ctx, { id }))).toBe('STALE')
    expect(await refused(changeContact(ctx, { id, name: 'Late' }))).toBe('STALE')
  })

  it('is not there for another organisation', async () => {
    const { customerId } = await makeCustomer(ctx)
    const { id } = await addContact(ctx, { customerId, name: 'Ada' })
    expect(await refused(addContact(stranger, { customerId, name: 'Spy' }))).toBe('NOT_FOUND')
    expect(await refused(changeContact(stranger, { id, name: 'Spy' }))).toBe('NOT_FOUND')
    expect(await refused(archiveContact(stranger, { id }))).toBe('NOT_FOUND')
    expect(await refused(restoreContact(stranger, { id }))).toBe('NOT_FOUND')
  })
})
