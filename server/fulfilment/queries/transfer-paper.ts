import type { Ctx } from '@/server/platform/context/ctx'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { renderDocument } from '@/server/platform/documents/document'
import { pageSizeOf } from '@/server/platform/place/paper-sizes'
import { dayIn } from '@/server/platform/time/calendar'
import { type PaperPlace, transferNote } from '../documents/transfer-note'
import { takenFor, transferRecord } from './transfers'

/** The paper that goes with a transfer, for who takes it from the bins and who takes it in. Refuses with NOT_FOUND. */
export async function transferNoteFile(ctx: Ctx, id: string): Promise<{ fileName: string; bytes: Buffer }> {
  const transfer = await transferRecord(ctx, id)
  // A warehouse without an address of its own is where the organisation is.
  const [taken, places] = await read(
    ctx,
    takenFor(ctx, id),
    sql<PaperPlace>`SELECT w.id, w.name, coalesce(w.country, o.country) AS country,
        CASE WHEN a.own THEN w.address_line ELSE o.address_line END AS address_line, CASE WHEN NOT a.own THEN o.address_extra END AS address_extra,
        CASE WHEN a.own THEN w.postcode ELSE o.postcode END AS postcode, CASE WHEN a.own THEN w.city ELSE o.city END AS city, CASE WHEN NOT a.own THEN o.region END AS region
      FROM warehouse w JOIN organisation o ON o.id = w.organisation_id CROSS JOIN LATERAL (SELECT num_nonnulls(w.address_line, w.city) > 0 AS own) AS a
      WHERE w.organisation_id = ${ctx.organisationId} AND w.id = ANY(${[transfer.fromWarehouseId, transfer.toWarehouseId]}::uuid[])`,
  )
  const { timeZone, locale } = ctx.organisation
  const sentOn = dayIn(timeZone, transfer.sentAt)
  const paper = transferNote(transfer, taken, { sentOn, places, locale, pageSize: pageSizeOf(ctx.organisation) })
  return { fileName: `${transfer.number}.pdf`, bytes: await renderDocument(paper) }
}
