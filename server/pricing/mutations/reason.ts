import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { record } from '@/server/platform/events/events'
import { type ReasonInput, reasonInput } from '../schema'

const changed = (id: string) => ({ name: 'pricing/reason.changed', objects: [['discountReason', id]] }) as const

/** Adds a reason for discounts. Refuses with DUPLICATE when the name exists. */
export async function addReason(ctx: Ctx, input: ReasonInput): Promise<{ id: string }> {
  const { name } = reasonInput.parse(input)
  const id = newId(ctx.now)
  await withOrganisation(ctx, async (db) => {
    await db.discountReason.create({ data: { organisationId: ctx.organisationId, id, name } })
    await record(db, ctx, changed(id))
  })
  return { id }
}

/** Renames a reason, also on lines that were discounted for it. Refuses with NOT_FOUND, DUPLICATE. */
export async function renameReason(ctx: Ctx, input: { id: string; name: string }): Promise<void> {
  const { name } = reasonInput.parse({ name: input.name })
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    const { count } = await db.discountReason.updateMany({ where, data: { name } })
    if (count === 0) notFound('discount reason')
    await record(db, ctx, changed(input.id))
  })
}

/** Removes a reason from choosers, or restores it. Lines that were discounted for it stay. Refuses with NOT_FOUND, STALE. */
export async function archiveReason(ctx: Ctx, { id }: { id: string }, archived = true): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id }
    if (!(await db.discountReason.findFirst({ where, select: { id: true } }))) notFound('discount reason')
    const { count } = await db.discountReason.updateMany({
      where: { ...where, archivedAt: archived ? null : { not: null } },
      data: { archivedAt: archived ? ctx.now : null },
    })
    if (count === 0) conflict('STALE')
    await record(db, ctx, changed(id))
  })
}
