import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { renderDocument } from '@/server/platform/documents/document'
import { frozenDocument } from '@/server/platform/documents/freeze'
import { renderLabel, renderLabels } from '@/server/platform/documents/label'
import { labelSizeOf, pageSizeOf } from '@/server/platform/place/paper-sizes'
import { isWholeAddress } from '@/server/platform/place/place'
import { labelOf, packingSlipOf, type Sender } from '../documents/papers'
import { shipmentRecord } from './record'

interface File {
  bytes: Buffer
  fileName: string
}

async function senderOf(ctx: Ctx): Promise<Sender> {
  const [[sender]] = await read(
    ctx,
    sql<
      Omit<Sender, 'pageSize' | 'labelSize'>
    >`SELECT coalesce(legal_name, name) AS name, address_line, address_extra, postcode, city, region, country, locale FROM organisation WHERE id = ${ctx.organisationId}`,
  )
  if (!sender) notFound('organisation')
  return { ...sender, pageSize: pageSizeOf(ctx.organisation), labelSize: labelSizeOf(ctx.organisation) }
}

/** Whether the settings have the street, town and state that labels and packing slips print as sender. */
export async function senderKnown(ctx: Ctx): Promise<boolean> {
  const { addressLine: line, city, region, country } = await senderOf(ctx)
  return isWholeAddress({ line, city, region, country })
}

/** Papers of a shipment that has not left may still change; those of one that has left are frozen when first opened. */
async function paper(
  ctx: Ctx,
  frozen: boolean,
  key: Parameters<typeof frozenDocument>[1],
  render: () => Promise<Buffer>,
) {
  return frozen ? (await frozenDocument(ctx, key, render)).bytes : render()
}

/** The packing slip of a shipment as PDF: what is in it, without prices. Refuses with NOT_FOUND. */
export async function packingSlipFile(ctx: Ctx, shipmentId: string): Promise<File> {
  const [shipment, sender] = await Promise.all([shipmentRecord(ctx, { shipmentId }), senderOf(ctx)])
  const key = { kind: 'packingSlip', objectType: 'shipment', objectId: shipmentId, number: shipment.number }
  const bytes = await paper(ctx, shipment.leftAt !== null, key, () =>
    renderDocument(packingSlipOf(shipment, sender, ctx.today)),
  )
  return { bytes, fileName: `${shipment.number}.pdf` }
}

/** The label of one parcel as PDF, in the size that the organisation prints. Refuses with NOT_FOUND. */
export async function labelFile(ctx: Ctx, parcelId: string): Promise<File> {
  const [[place]] = await read(
    ctx,
    sql<{
      shipmentId: string | null
    }>`SELECT shipment_id FROM parcel WHERE organisation_id = ${ctx.organisationId} AND id = ${parcelId}`,
  )
  if (!place?.shipmentId) notFound('parcel')
  const [shipment, sender] = await Promise.all([shipmentRecord(ctx, { shipmentId: place.shipmentId }), senderOf(ctx)])
  const at = shipment.parcelList.findIndex((parcel) => parcel.id === parcelId)
  const parcel = shipment.parcelList[at] ?? notFound('parcel')
  const key = { kind: 'label', objectType: 'parcel', objectId: parcelId, number: parcel.number }
  const bytes = await paper(ctx, shipment.leftAt !== null, key, () =>
    renderLabel(labelOf(shipment, at, sender, ctx.today)),
  )
  return { bytes, fileName: `${parcel.number}.pdf` }
}

/** The labels of all parcels of a shipment as one PDF, a page each, to be printed with one command. Refuses with NOT_FOUND. */
export async function labelsFile(ctx: Ctx, shipmentId: string): Promise<File> {
  const [shipment, sender] = await Promise.all([shipmentRecord(ctx, { shipmentId }), senderOf(ctx)])
  const { number, parcelList, leftAt } = shipment
  if (parcelList.length === 0) notFound('parcel')
  const key = { kind: 'labels', objectType: 'shipment', objectId: shipmentId, number }
  const bytes = await paper(ctx, leftAt !== null, key, () =>
    renderLabels(parcelList.map((_, at) => labelOf(shipment, at, sender, ctx.today))),
  )
  return { bytes, fileName: `${number}-labels.pdf` }
}
