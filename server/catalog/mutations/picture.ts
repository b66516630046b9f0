import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { type Tx, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { type EventName, recordEvents } from '@/server/platform/events/events'
import { type Drawn, drawnAgain } from '@/server/platform/files/picture'

const told = (ctx: Ctx, name: EventName, id: string) => recordEvents(ctx, [{ name, objects: [['product', id]] }])

/** A product that may have a picture, under a lock: two that send one at once follow each other. */
async function pictured(tx: Tx, id: string): Promise<{ hash: string | null }> {
  const [[product]] = await tx.run(
    sql<{ hash: string | null }>`SELECT picture_of(p.organisation_id, p.id) AS hash FROM product p
      WHERE p.organisation_id = ${tx.ctx.organisationId} AND p.id = ${id}::uuid AND NOT p.free_text FOR NO KEY UPDATE OF p`,
  )
  return product ?? notFound('product')
}

/**
 * Gives a product a picture, instead of the one that it has: a JPEG, PNG or WebP by what is in the file. Answers the hash of what was
 * drawn. Refuses with NOT_FOUND, PICTURE_TOO_LARGE, PICTURE_UNREADABLE, PICTURE_TOO_MANY_PIXELS.
 */
export async function setPicture(ctx: Ctx, { id, bytes }: { id: string; bytes: Buffer }): Promise<{ hash: string }> {
  return keepPicture(ctx, id, await drawnAgain(bytes))
}

/** Keeps a picture that the program has drawn; the same one again changes nothing. Refuses with NOT_FOUND. */
export async function keepPicture(ctx: Ctx, id: string, picture: Drawn): Promise<{ hash: string }> {
  const { hash, width, height, large, small } = picture
  await transaction(ctx, {}, async (tx) => {
    if ((await pictured(tx, id)).hash === hash) return
    await tx.commit(
      sql`INSERT INTO product_picture (organisation_id, product_id, hash, width, height, large, small, created_at)
        VALUES (${ctx.organisationId}, ${id}::uuid, ${hash}, ${width}::int, ${height}::int, ${large}::bytea, ${small}::bytea, ${ctx.now}::timestamptz)
        ON CONFLICT (organisation_id, product_id) DO UPDATE SET hash = excluded.hash, width = excluded.width, height = excluded.height,
          large = excluded.large, small = excluded.small, created_at = excluded.created_at`,
      told(ctx, 'catalog/picture.changed', id),
    )
  })
  return { hash }
}

/** Takes the picture of a product away for good. Refuses with NOT_FOUND. */
export async function removePicture(ctx: Ctx, { id }: { id: string }): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    if ((await pictured(tx, id)).hash === null) notFound('picture')
    await tx.commit(
      sql`DELETE FROM product_picture WHERE organisation_id = ${ctx.organisationId} AND product_id = ${id}::uuid`,
      told(ctx, 'catalog/picture.removed', id),
    )
  })
}
