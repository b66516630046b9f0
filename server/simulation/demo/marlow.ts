import { found } from '@/server/founding/mutations'
import { mintCtx, type Organisation, type OrganisationId, organisationOf } from '@/server/platform/context/ctx'
import { lookUp, transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { addDays, dayIn, instantAt } from '@/server/platform/time/calendar'
import { ctxAt } from '../drive'
import { grow } from './grow'
import { type Scale, wholesaler } from './scale'
import { accountOfPlayer, gather, players } from './team'

const slug = 'marlow-gifts'
const zone = 'Europe/London'

const letterhead = {
  legalName: 'Marlow Gifts Ltd',
  addressLine: '14 Granary Wharf',
  postcode: 'BS1 6TP',
  city: 'Bristol',
  taxRegistered: true,
  taxNumber: 'GB123456789',
  iban: 'GB33BUKB20201555555555',
  email: 'accounts@marlow.example',
  phone: '01632 960180',
  quoteReminderBeforeDays: 3,
}

/** How far the demo has grown. */
export interface Growth {
  organisation: Organisation
  begins: Date
  ends: Date
  at: Date
}

export const percentOf = ({ begins, ends, at }: Growth) =>
  Math.floor((100 * (at.getTime() - begins.getTime())) / (ends.getTime() - begins.getTime()))

interface Standing {
  organisation: Organisation
  foundedAt: Date
}

/** The demo organisation, or null. */
export async function marlow(): Promise<Standing | null> {
  const userId = await accountOfPlayer(players[0])
  const known = await lookUp(
    sql<{ id: OrganisationId; slug: string }>`SELECT id, slug FROM auth_organisations(${userId})`,
  )
  const one = known.find((organisation) => organisation.slug === slug)
  if (!one) return null
  const [row] = await lookUp(
    sql<{ organisation: Record<string, unknown> }>`SELECT organisation FROM organisation_facts(${one.id})`,
  )
  const organisation = organisationOf(row?.organisation)
  return { organisation, foundedAt: new Date(String(row?.organisation.created_at)) }
}

async function begin(now: Date, scale: Scale): Promise<Standing> {
  const foundedAt = instantAt(zone, addDays(dayIn(zone, now), -scale.days), '06:30')
  const [anna] = players
  const organisation = await found(
    { userId: await accountOfPlayer(anna), email: anna.email, name: anna.name },
    { name: 'Marlow Gifts', country: 'GB', currency: 'GBP', timeZone: zone, sample: true },
    { now: () => foundedAt },
  )
  return { organisation, foundedAt }
}

/** Founds the demo organisation when there is none, and grows it up to now; answers false when it had grown already. */
export async function growMarlow(
  tell: (growth: Growth) => Promise<void> | void,
  scale: Scale = wholesaler,
): Promise<boolean> {
  const now = new Date()
  const { organisation, foundedAt } = (await marlow()) ?? (await begin(now, scale))
  if (organisation.sample !== 'GROWING') return false
  const growth = { organisation, begins: foundedAt, ends: now }
  await grow({
    organisation,
    scale,
    letterhead,
    begins: foundedAt,
    ends: now,
    seed: 'marlow',
    team: (world, at) => gather(ctxAt(world, at)),
    tell: (at) => tell({ ...growth, at }),
  })
  await tell({ ...growth, at: now })
  return true
}

/** Renames the demo organisation, so that a new one can be founded; all of its rows stay. */
export async function putMarlowAside(): Promise<void> {
  const standing = await marlow()
  if (!standing) return
  const ctx = mintCtx({ organisation: standing.organisation, actor: { kind: 'SYSTEM', id: null }, permissions: 'ALL' })
  const mark = String(Math.floor(ctx.now.getTime() / 1000))
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      expectRows(
        1,
        sql`UPDATE organisation SET slug = ${`${slug}-until-${mark}`}, name = ${`Marlow Gifts until ${ctx.today}`},
          sample = 'GROWN' WHERE id = ${ctx.organisationId}`,
      ),
    ),
  )
}
