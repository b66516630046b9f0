import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { LotRecord } from '../../_components/lot-record'

export const metadata: Metadata = { title: 'Lot' }

interface Props {
  params: Promise<{ org: string; id: string }>
}

export default async function LotPage({ params }: Props) {
  const { org, id } = await params
  const found = await getQueryClient()
    .fetchQuery(trpcFor(org).shipping.lot.queryOptions({ id }))
    .catch(() => null)
  if (!found) notFound()
  return (
    <HydrateClient>
      <LotRecord id={id} />
    </HydrateClient>
  )
}
