import type { Ctx } from '@/server/platform/context/ctx'
import { conflict } from '@/server/platform/context/errors'
import { newId } from '@/server/platform/context/ids'
import { read, snapshot, transaction } from '@/server/platform/database/run'
import { insert, json, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { type ZipWriter, zipped } from '@/server/platform/files/zip-write'
import { keptDays } from '../queries/archive'
import { writeAll } from './write-archive'

const pieceBytes = 4_000_000

/** Asks for the whole organisation as one file; the one before goes. Refuses with ARCHIVE_UNDER_WAY while one is being made. */
export async function askArchive(ctx: Ctx): Promise<{ id: string }> {
  const id = newId(ctx.now)
  await transaction(ctx, {}, async (tx) => {
    const [, [waiting]] = await tx.run(
      sql`SELECT id FROM archive WHERE organisation_id = ${ctx.organisationId} FOR UPDATE`,
      sql`SELECT 1 FROM archive WHERE organisation_id = ${ctx.organisationId} AND state = 'ASKED'`,
    )
    if (waiting) conflict('ARCHIVE_UNDER_WAY')
    await tx.commit(
      sql`DELETE FROM archive_piece WHERE organisation_id = ${ctx.organisationId}`,
      sql`DELETE FROM archive WHERE organisation_id = ${ctx.organisationId}`,
      insert(ctx, 'archive', [{ id, state: 'ASKED', askedBy: ctx.actor.id, createdAt: ctx.now }]),
      recordEvents(ctx, [{ name: 'exchange/archive.asked', objects: [['archive', id]] }]),
    )
  })
  return { id }
}

/**
 * Makes an archive that was asked for: all of it as it stood at one moment, while people go on working. Made again from the beginning
 * when it was interrupted; one that is ready stays.
 */
export async function makeArchive(ctx: Ctx, id: string): Promise<void> {
  const [[asked]] = await read(
    ctx,
    sql`SELECT 1 FROM archive WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid AND state = 'ASKED'`,
  )
  if (!asked) return
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`DELETE FROM archive_piece WHERE organisation_id = ${ctx.organisationId} AND archive_id = ${id}::uuid`,
    ),
  )
  let counts: Record<string, number> = {}
  const write = (zip: ZipWriter) =>
    snapshot(ctx, async (reader) => {
      counts = await writeAll(ctx, reader, zip, (done, parts) =>
        transaction(ctx, {}, async (tx) => {
          await tx.commit(
            sql`UPDATE archive SET parts = ${parts}, parts_done = ${done} WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid AND state = 'ASKED'`,
          )
        }),
      )
    })
  const size = await zipped(write, pieceBytes, (bytes, nth) =>
    transaction(ctx, {}, async (tx) => {
      await tx.commit(
        sql`INSERT INTO archive_piece (organisation_id, archive_id, nth, bytes) VALUES (${ctx.organisationId}, ${id}::uuid, ${nth}, ${bytes}::bytea)`,
      )
    }),
  )
  await transaction(ctx, {}, (tx) =>
    tx.commit(
      sql`UPDATE archive SET state = 'READY', ready_at = ${ctx.now}, parts_done = parts, size_bytes = ${size}, counts = ${json(counts)}::jsonb WHERE organisation_id = ${ctx.organisationId} AND id = ${id}::uuid AND state = 'ASKED'`,
      recordEvents(ctx, [{ name: 'exchange/archive.made', objects: [['archive', id]], payload: { bytes: size } }]),
    ),
  )
}

/** Makes every archive that somebody waits for, and lets those go that were kept long enough. */
export async function makeArchives(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - keptDays * 86_400_000)
  await transaction(ctx, {}, async (tx) => {
    await tx.commit(
      sql`DELETE FROM archive_piece p USING archive a WHERE p.organisation_id = ${ctx.organisationId} AND a.organisation_id = p.organisation_id AND a.id = p.archive_id AND a.ready_at < ${before}`,
      sql`DELETE FROM archive WHERE organisation_id = ${ctx.organisationId} AND ready_at < ${before}`,
    )
  })
  const [waiting] = await read(
    ctx,
    sql<{ id: string }>`SELECT id FROM archive WHERE organisation_id = ${ctx.organisationId} AND state = 'ASKED'`,
  )
  for (const { id } of waiting) await makeArchive(ctx, id)
}
