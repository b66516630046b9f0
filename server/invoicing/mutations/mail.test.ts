import { beforeAll, expect, it } from 'vitest'
import { eventsOf } from '@/prisma/seed/events'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { changeOrganisation } from '@/server/platform/organisation/mutations/settings'
import { issueForShipment } from './issue'
import { issueCreditNote } from './issue-credit-note'
import { issueWaiting } from './issue-waiting'
import { invoiceFile, mailDocument } from './mail'

let made: MadeOrganisation
let customerId: string
beforeAll(async () => {
  made = await makeOrganisation()
  customerId = (await makeCustomer(made.ctx, { name: '=Müller & <Söhne>' })).customerId
})

const count = async (table: 'mail' | 'blob' | 'document') => {
  const text = {
    mail: sql<{ n: bigint }>`SELECT count(*) AS n FROM mail`,
    blob: sql<{ n: bigint }>`SELECT count(*) AS n FROM blob`,
    document: sql<{ n: bigint }>`SELECT count(*) AS n FROM document`,
  }
  const [[row]] = await read(made.ctx, text[table])
  return Number(row?.n)
}

it('an invoice that waits for the settings is issued by itself, and mailed once with a paper that stays', async () => {
  const { shipmentId, orderId } = await makeShipped(made.ctx, { customerId })
  expect(await issueWaiting(made.ctx)).toEqual({ issued: 0, waiting: 1 })
  await giveLegalDetails(made.ctx)
  await changeOrganisation(made.ctx, { accountNumber: '12345', bankCode: '900017', bankName: 'Bank of Cork' })
  expect(await issueWaiting(made.ctx)).toEqual({ issued: 1, waiting: 0 })
  const { invoiceId } = await issueForShipment(made.ctx, shipmentId)
  const answers = await Promise.all([1, 2, 3].map(() => mailDocument(made.ctx, invoiceId)))
  expect(answers).toEqual([{ mailed: true }, { mailed: true }, { mailed: true }])
  expect([await count('mail'), await count('document'), await count('blob')]).toEqual([1, 1, 1])
  const [[{ text }]] = (await read(
    made.ctx,
    sql<{ text: string }>`SELECT body->>'text' AS text FROM mail WHERE organisation_id = ${made.ctx.organisationId}`,
  )) as [[{ text: string }]]
  expect(text).toContain('account number 12345, bank code 900017, Bank of Cork')
  const first = await invoiceFile(made.ctx, invoiceId)
  expect(first.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await invoiceFile(made.ctx, invoiceId)).bytes.equals(first.bytes)).toBe(true)
  const { creditNoteId } = await issueCreditNote(made.ctx, { invoiceId, reason: 'DAMAGED' })
  expect(await mailDocument(made.ctx, creditNoteId)).toEqual({ mailed: true })
  expect(await count('mail')).toBe(2)
  const mailed = async (id: string) => (await eventsOf(made.ctx, id)).filter(({ name }) => /mailed/.test(name))
  expect((await mailed(invoiceId)).map(({ name }) => name)).toEqual(['invoicing/invoice.mailed'])
  expect((await mailed(creditNoteId)).map(({ name }) => name)).toEqual(['invoicing/creditNote.mailed'])
  expect((await eventsOf(made.ctx, orderId)).map(({ name }) => name)).toContain('invoicing/invoice.mailed')
  expect((await eventsOf(made.ctx, customerId)).map(({ name }) => name)).toContain('invoicing/creditNote.mailed')
})

it('an invoice of a payer without an address is not mailed; in a simulation the mail is kept without a paper', async () => {
  const { customerId: silent } = await makeCustomer(made.ctx, { email: null })
  const issued = async (to: string) =>
    (await issueForShipment(made.ctx, (await makeShipped(made.ctx, { customerId: to })).shipmentId)).invoiceId
  const before = [await count('mail'), await count('document')]
  expect(await mailDocument(made.ctx, await issued(silent))).toEqual({ mailed: false })
  expect([await count('mail'), await count('document')]).toEqual(before)
  const simulated = { ...made.ctx, gateways: { mail: 'RECORD' as const } }
  expect(await mailDocument(simulated, await issued(customerId))).toEqual({ mailed: true })
  expect([await count('mail'), await count('document')]).toEqual([(before[0] ?? 0) + 1, before[1]])
})
