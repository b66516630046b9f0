import { createHash } from 'node:crypto'
import type { Ctx } from '../context/ctx'
import { newId } from '../context/ids'
import { read, transaction } from '../database/run'
import { type Statement, sql } from '../database/sql'

/** Names one paper of one record. */
export interface PaperKey {
  /** 'invoice', 'creditNote', 'packingSlip' …: one paper of a kind per record. */
  kind: string
  objectType: string
  objectId: string
  number: string
}

export interface FrozenDocument {
  documentId: string
  bytes: Buffer
}

interface Frozen {
  id: string
  bytes: Buffer
}

function frozen(ctx: Ctx, { kind, objectId }: PaperKey): Statement<Frozen> {
  return sql`SELECT d.id, b.bytes FROM document d JOIN blob b ON b.organisation_id = d.organisation_id AND b.hash = d.blob_hash
    WHERE d.organisation_id = ${ctx.organisationId} AND d.kind = ${kind} AND d.object_id = ${objectId}`
}

/** Stores a paper in the transaction of the change for which it is made; a paper that is stored already stays. */
export function keepPaper(
  ctx: Ctx,
  key: PaperKey,
  bytes: Buffer,
): [blob: Statement<never>, document: Statement<never>] {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return [
    sql`INSERT INTO blob (organisation_id, hash, media_type, bytes, created_at)
      VALUES (${ctx.organisationId}, ${hash}, 'application/pdf', ${bytes}::bytea, ${ctx.now}) ON CONFLICT DO NOTHING`,
    sql`INSERT INTO document (organisation_id, id, kind, object_type, object_id, number, blob_hash, created_at, frozen_at)
      VALUES (${ctx.organisationId}, ${newId(ctx.now)}, ${key.kind}, ${key.objectType}, ${key.objectId}, ${key.number}, ${hash}, ${ctx.now}, ${ctx.now})
      ON CONFLICT (organisation_id, kind, object_id) DO NOTHING`,
  ]
}

/**
 * Answers a paper as it was when first made: it is rendered once, stored under its SHA-256, and has the same bytes ever
 * after. When two requests render it at once, both get the one that was stored first.
 */
export async function frozenDocument(ctx: Ctx, key: PaperKey, render: () => Promise<Buffer>): Promise<FrozenDocument> {
  const [[kept]] = await read(ctx, frozen(ctx, key))
  if (kept) return { documentId: kept.id, bytes: kept.bytes }
  const bytes = await render()
  return transaction(ctx, {}, async (tx) => {
    const [, , [first]] = await tx.commit(...keepPaper(ctx, key, bytes), frozen(ctx, key))
    if (!first) throw new Error(`the paper ${key.kind} of ${key.objectId} was not kept`)
    return { documentId: first.id, bytes: first.bytes }
  })
}
