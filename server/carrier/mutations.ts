import { Prisma } from '@/server/generated/prisma/client'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { record } from '@/server/platform/events/events'
import type { FreightTable } from './rules'
import { type ChangeServiceInput, changeServiceInput, type ServiceInput, serviceInput } from './schema'

const carrierChanged = (id: string) => ({ name: 'carrier/carrier.changed', objects: [['carrier', id]] }) as const
const serviceChanged = (id: string) => ({ name: 'carrier/service.changed', objects: [['carrierService', id]] }) as const

export async function addCarrier(ctx: Ctx, input: { name: string }): Promise<{ id: string }> {
  const id = newId(ctx.now)
  await withOrganisation(ctx, async (db) => {
    await db.carrier.create({ data: { organisationId: ctx.organisationId, id, name: input.name } })
    await record(db, ctx, carrierChanged(id))
  })
  return { id }
}

export async function renameCarrier(ctx: Ctx, input: { id: string; name: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const { count } = await db.carrier.updateMany({
      where: { organisationId: ctx.organisationId, id: input.id },
      data: { name: input.name },
    })
    if (count === 0) notFound('carrier')
    await record(db, ctx, carrierChanged(input.id))
  })
}

/** What a service charges, as it is written: null says that it charges as the organisation does. */
const written = <Facts extends { freight?: FreightTable | null | undefined }>({ freight, ...facts }: Facts) => ({
  ...facts,
  ...(freight !== undefined && {
    freight: freight ? { by: freight.by, steps: freight.steps.map((step) => ({ ...step })) } : Prisma.DbNull,
  }),
})

/** Adds a service of a carrier; price in minor units of the organisation's currency. Refuses with NOT_FOUND (carrier). */
export async function addService(ctx: Ctx, input: ServiceInput): Promise<{ id: string }> {
  const facts = serviceInput.parse(input)
  const id = newId(ctx.now)
  await withOrganisation(ctx, async (db) => {
    await db.carrierService.create({ data: { organisationId: ctx.organisationId, id, ...written(facts) } })
    await record(db, ctx, serviceChanged(id))
  })
  return { id }
}

/** Replaces the facts of a service. Promises that were given keep their day, orders their freight. Refuses with NOT_FOUND. */
export async function changeService(ctx: Ctx, input: ChangeServiceInput): Promise<void> {
  const { id, ...facts } = changeServiceInput.parse(input)
  await withOrganisation(ctx, async (db) => {
    const { count } = await db.carrierService.updateMany({
      where: { organisationId: ctx.organisationId, id },
      data: written(facts),
    })
    if (count === 0) notFound('carrierService')
    await record(db, ctx, serviceChanged(id))
  })
}

/** Makes this the service of every order that names none. */
export async function makeDefaultService(ctx: Ctx, input: { id: string }): Promise<void> {
  const { organisationId } = ctx
  await withOrganisation(ctx, async (db) => {
    await db.carrierService.updateMany({ where: { organisationId, isDefault: true }, data: { isDefault: false } })
    const { count } = await db.carrierService.updateMany({
      where: { organisationId, id: input.id, archivedAt: null },
      data: { isDefault: true },
    })
    if (count === 0) notFound('carrierService')
    await record(db, ctx, serviceChanged(input.id))
  })
}

/** Removes a service from the choosers; orders that use it keep it. Refuses with DEFAULT_NEEDED for the default service. */
export async function archiveService(ctx: Ctx, input: { id: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    const service = await db.carrierService.findFirst({ where, select: { isDefault: true } })
    if (!service) notFound('carrierService')
    if (service.isDefault) refuse('DEFAULT_NEEDED')
    const { count } = await db.carrierService.updateMany({
      where: { ...where, archivedAt: null, isDefault: false },
      data: { archivedAt: ctx.now },
    })
    if (count === 0) conflict('STALE')
    await record(db, ctx, serviceChanged(input.id))
  })
}

/** Puts an archived service back into the choosers. Refuses with NOT_FOUND, and with STALE when it is no longer archived. */
export async function restoreService(ctx: Ctx, input: { id: string }): Promise<void> {
  await withOrganisation(ctx, async (db) => {
    const where = { organisationId: ctx.organisationId, id: input.id }
    if (!(await db.carrierService.findFirst({ where, select: { id: true } }))) notFound('carrierService')
    const { count } = await db.carrierService.updateMany({
      where: { ...where, archivedAt: { not: null } },
      data: { archivedAt: null },
    })
    if (count === 0) conflict('STALE')
    await record(db, ctx, serviceChanged(input.id))
  })
}
