import { missing } from '@/app/_server/missing'
import { callerFor, getQueryClient, HydrateClient, trpcFor } from '@/app/_server/trpc'
import { QuoteRecord } from '../../_components/quote-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export async function generateMetadata({ params }: Props) {
  const { org, id } = await params
  const found = await (await callerFor(org)).quote.get({ id }).catch(() => null)
  return { title: found?.quote.number ?? 'Quote' }
}

export default async function Quote({ params }: Props) {
  const { org, id } = await params
  await getQueryClient().fetchQuery(trpcFor(org).quote.get.queryOptions({ id })).catch(missing)
  return (
    <HydrateClient>
      <QuoteRecord id={id} />
    </HydrateClient>
  )
}
