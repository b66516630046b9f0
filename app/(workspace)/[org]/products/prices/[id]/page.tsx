import { missing } from '@/app/_server/missing'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { callerFor, getQueryClient, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { entriesOf } from '@/server/pricing/schema'
import { PriceListRecord } from '../_components/price-list-record'

interface Props {
  params: Promise<{ org: string; id: string }>
  searchParams: PageSearch
}

export async function generateMetadata({ params }: Props) {
  const { org, id } = await params
  const list = await (await callerFor(org)).pricing.list({ id }).catch(() => null)
  return { title: list?.name ?? 'Price list' }
}

export default async function PriceListPage({ params, searchParams }: Props) {
  const { org, id } = await params
  const trpc = trpcFor(org)
  await getQueryClient().fetchQuery(trpc.pricing.list.queryOptions({ id })).catch(missing)
  await Promise.all([
    prefetch(trpc.pricing.entries.queryOptions(entriesOf({ ...(await searchOf(searchParams)), list: id }))),
    prefetch(trpc.home.timeline.queryOptions({ objectType: 'priceList', objectId: id })),
  ])
  return (
    <HydrateClient>
      <PriceListRecord id={id} />
    </HydrateClient>
  )
}
