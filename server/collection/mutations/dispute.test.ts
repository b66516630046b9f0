import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer } from '@/prisma/seed/records'
import { refusedWith } from '@/prisma/seed/refused'
import { giveLegalDetails, makeShipped } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { agreements } from '../queries/records'
import { closeDispute, raiseDispute } from './dispute'
import { recordReceipt } from './record-receipt'
import { writeOff } from './write-off'

let ctx: Ctx
let stranger: Ctx
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  stranger = (await makeOrganisation()).ctx
  await giveLegalDetails(ctx)
})
afterAll(async () => expect(await checkOrganisation(ctx)).toEqual([]))

/** An invoice over 123.00. */
async function invoiced(customerId: string) {
  const { shipmentId, orderId } = await makeShipped(ctx, { customerId })
  const { invoiceId } = await issueForShipment(ctx, shipmentId)
  const [[item]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT id FROM open_item WHERE organisation_id = ${ctx.organisationId} AND document_id = ${invoiceId}`,
  )
  return { orderId, invoiceId, openItemId: item?.id as string }
}

it('an invoice of this house is disputed once, while it is open, and again after the dispute has ended', async () => {
  const { customerId } = await makeCustomer(ctx)
  const { openItemId, invoiceId, orderId } = await invoiced(customerId)
  const raise = (by = ctx, id = openItemId) =>
    refusedWith(raiseDispute(by, { openItemId: id, cause: 'PRICE', note: 'Agreed on 90' }))
  for (const asked of [raise(stranger), raise(ctx, newId(ctx.now))])
    expect(await asked).toEqual(['NOT_FOUND', { noun: 'openItem' }])
  expect(await raise()).toBe('done')
  expect((await raise())[0]).toBe('ALREADY_DISPUTED')
  const { disputes } = await agreements(ctx, customerId)
  expect(disputes).toMatchObject([{ cause: 'PRICE', note: 'Agreed on 90' }])
  for (const id of [invoiceId, orderId, customerId])
    expect((await eventsOf(ctx, id)).map(({ name }) => name)).toContain('collection/dispute.raised')
  const disputeId = disputes[0]?.id as string
  const close = (by = ctx, id = disputeId) => refusedWith(closeDispute(by, { disputeId: id, outcome: 'REJECTED' }))
  for (const asked of [close(stranger), close(ctx, newId(ctx.now))])
    expect(await asked).toEqual(['NOT_FOUND', { noun: 'dispute' }])
  expect(await close()).toBe('done')
  expect((await close())[0]).toBe('STALE')
  expect(await raise()).toBe('done')
})

it('an invoice that is paid is not disputed', async () => {
  const { customerId } = await makeCustomer(ctx)
  const { openItemId } = await invoiced(customerId)
  const raise = () => refusedWith(raiseDispute(ctx, { openItemId, cause: 'PRICE' }))
  await recordReceipt(ctx, { customerId, amountMinor: 12_300n, receivedOn: ctx.today, method: 'BANK' })
  expect((await raise())[0]).toBe('NOT_OPEN')
})

it('a write-off closes the invoice that it names, and books a small difference as such', async () => {
  const { customerId } = await makeCustomer(ctx)
  await invoiced(customerId)
  const { openItemId } = await invoiced(customerId)
  await writeOff(ctx, { openItemId, cause: 'SMALL_DIFFERENCE', amountMinor: 23n })
  const [lines] = await read(
    ctx,
    sql<{
      accountCode: string
    }>`SELECT l.account_code FROM posting p JOIN posting_line l ON l.organisation_id = p.organisation_id AND l.posting_id = p.id
      WHERE p.organisation_id = ${ctx.organisationId} AND p.object_id = ${openItemId} AND p.cause = 'WRITE_OFF' ORDER BY l.position`,
  )
  expect(lines.map(({ accountCode }) => accountCode)).toContain('ROUNDING')
  const [items] = await read(
    ctx,
    sql<{
      openMinor: bigint
    }>`SELECT open_minor FROM open_item WHERE organisation_id = ${ctx.organisationId} AND customer_id = ${customerId} ORDER BY id`,
  )
  expect(items.map(({ openMinor }) => openMinor)).toEqual([12_300n, 12_277n])
})
