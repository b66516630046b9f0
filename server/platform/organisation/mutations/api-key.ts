import { hashToken, newToken } from '@/server/platform/auth/tokens'
import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'

/** Makes a key for the public API. Only this answer contains the key itself; it is stored nowhere. */
export async function makeApiKey(ctx: Ctx, input: { name: string }): Promise<{ id: string; key: string }> {
  const id = newId(ctx.now)
  const key = newToken('octet_')
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`INSERT INTO api_key (organisation_id, id, name, prefix, hash, created_by, created_at)
        VALUES (${ctx.organisationId}, ${id}, ${input.name}, ${key.slice(0, 10)}, ${hashToken(key)}, ${ctx.actor.id}, ${ctx.now})`,
      recordEvents(ctx, [{ name: 'platform/apiKey.made', objects: [['apiKey', id]] }]),
    ),
  )
  return { id, key }
}

/** Revokes a key at once. Refuses with STALE when it is revoked already. */
export async function revokeApiKey(ctx: Ctx, input: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[key]] = await tx.run(
      sql<{
        revokedAt: Date | null
      }>`SELECT revoked_at FROM api_key WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id} FOR NO KEY UPDATE`,
    )
    if (!key) notFound('apiKey')
    if (key.revokedAt) conflict('STALE')
    await tx.commit(
      sql`UPDATE api_key SET revoked_at = ${ctx.now} WHERE organisation_id = ${ctx.organisationId} AND id = ${input.id}`,
      recordEvents(ctx, [{ name: 'platform/apiKey.revoked', objects: [['apiKey', input.id]] }]),
    )
  })
}
