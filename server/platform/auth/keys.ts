import { type Ctx, mintCtx, organisationOf } from '@/server/platform/context/ctx'
import type { Permission, permissions as table } from '@/server/platform/context/permissions'
import { lookUp, read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { systemClock } from '@/server/platform/time/clock'
import { hashToken } from './tokens'

/** The permissions of a shop's key: it places orders and reads what it needs to follow them. */
const keyPermissions: ReadonlySet<Permission> = new Set<keyof typeof table>([
  'customer.read',
  'customer.change',
  'product.read',
  'order.read',
  'order.confirm',
  'order.amend',
  'shipping.read',
  'invoice.read',
])

const noted = new Map<string, number>()
const noteEveryMs = 60_000

/** The context of an API key from the header `Authorization: Bearer …`; undefined when there is no such key. */
export async function ctxFromApiKey(bearer: string | null | undefined): Promise<Ctx | undefined> {
  const token = /^Bearer +([\w-]{20,100})$/i.exec(bearer ?? '')?.[1]
  if (!token) return undefined
  const [row] = await lookUp(
    sql<{ keyId: string; organisation: Record<string, unknown> }>`SELECT * FROM auth_api_key(${hashToken(token)})`,
  )
  if (!row) return undefined
  const organisation = organisationOf(row.organisation)
  const ctx = mintCtx({ organisation, actor: { kind: 'KEY', id: row.keyId }, permissions: keyPermissions })
  await noteUse(ctx, row.keyId)
  return ctx
}

async function noteUse(ctx: Ctx, keyId: string): Promise<void> {
  const now = systemClock.now().getTime()
  if (now - (noted.get(keyId) ?? 0) < noteEveryMs) return
  noted.set(keyId, now)
  await read(
    ctx,
    sql`UPDATE api_key SET last_used_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${keyId}`,
  )
}

export interface PortalEntry {
  ctx: Ctx
  /** The only record that the link opens. */
  objectType: string
  objectId: string
}

/** The context of a customer who follows a link: it may see one record and nothing else. Undefined when the link is void. */
export async function ctxFromPortalToken(token: string): Promise<PortalEntry | undefined> {
  const [row] = await lookUp(
    sql<{
      objectType: string
      objectId: string
      organisation: Record<string, unknown>
    }>`SELECT * FROM auth_portal_link(${hashToken(token)}, ${systemClock.now()})`,
  )
  if (!row) return undefined
  const organisation = organisationOf(row.organisation)
  const ctx = mintCtx({ organisation, actor: { kind: 'PORTAL', id: null } })
  return { ctx, objectType: row.objectType, objectId: row.objectId }
}
