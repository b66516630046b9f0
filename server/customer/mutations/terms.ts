import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { record } from '@/server/platform/events/events'
import { type PaymentTermsInput, paymentTermsInput } from '../schema'

const changed = (id: string) => ({ name: 'customer/paymentTerms.changed', objects: [['paymentTerms', id]] }) as const

/** Adds payment terms. Refuses with DUPLICATE when the code is there already. */
export async function addPaymentTerms(ctx: Ctx, input: PaymentTermsInput): Promise<{ id: string }> {
  const facts = paymentTermsInput.parse(input)
  const id = newId(ctx.now)
  await withOrganisation(ctx, async (db) => {
    await db.paymentTerms.create({ data: { organisationId: ctx.organisationId, id, ...facts } })
    await record(db, ctx, changed(id))
  })
  return { id }
}

/** Gives payment terms another name; days and kind stay, because orders were accepted on them. */
export async function renamePaymentTerms(ctx: Ctx, input: { id: string; name: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const { count } = await db.paymentTerms.updateMany({
      where: { organisationId: ctx.organisationId, id: input.id },
      data: { name: input.name },
    })
    if (count === 0) notFound('paymentTerms')
    await record(db, ctx, changed(input.id))
  })
}

/** Makes these the terms of new customers. */
export async function makeDefaultTerms(ctx: Ctx, input: { id: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const { organisationId } = ctx
    await db.paymentTerms.updateMany({ where: { organisationId, isDefault: true }, data: { isDefault: false } })
    const { count } = await db.paymentTerms.updateMany({
      where: { organisationId, id: input.id, archivedAt: null },
      data: { isDefault: true },
    })
    if (count === 0) notFound('paymentTerms')
    await record(db, ctx, changed(input.id))
  })
}

/** Takes terms out of choosers; customers who have them keep them. Refuses with DEFAULT_NEEDED for the default ones. */
export async function archivePaymentTerms(ctx: Ctx, input: { id: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    const terms = await db.paymentTerms.findFirst({ where, select: { isDefault: true, archivedAt: true } })
    if (!terms) notFound('paymentTerms')
    if (terms.isDefault) refuse('DEFAULT_NEEDED')
    const { count } = await db.paymentTerms.updateMany({
      where: { ...where, archivedAt: null, isDefault: false },
      data: { archivedAt: ctx.now },
    })
    if (count === 0) conflict('STALE')
    await record(db, ctx, changed(input.id))
  })
}

/** Brings archived terms back among those to choose from. Refuses with NOT_FOUND, and with STALE when it is no longer archived. */
export async function restorePaymentTerms(ctx: Ctx, input: { id: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    if (!(await db.paymentTerms.findFirst({ where, select: { id: true } }))) notFound('paymentTerms')
    const { count } = await db.paymentTerms.updateMany({
      where: { ...where, archivedAt: { not: null } },
      data: { archivedAt: null },
    })
    if (count === 0) conflict('STALE')
    await record(db, ctx, changed(input.id))
  })
}
