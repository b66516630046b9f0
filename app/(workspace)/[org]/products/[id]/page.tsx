import { missing } from '@/app/_server/missing'
import { callerFor, getQueryClient, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { ProductRecord } from '../_components/product-record'

interface Props {
  params: Promise<{ org: string; id: string }>
}

export async function generateMetadata({ params }: Props) {
  const { org, id } = await params
  const product = await (await callerFor(org)).catalog.record({ id }).catch(() => null)
  return { title: product?.name ?? 'Product' }
}

export default async function Product({ params }: Props) {
  const { org, id } = await params
  const trpc = trpcFor(org)
  await getQueryClient().fetchQuery(trpc.catalog.record.queryOptions({ id })).catch(missing)
  await prefetch(
    trpc.pricing.ofProduct.queryOptions({ productId: id }),
    trpc.catalog.articles.queryOptions({ productId: id, limit: 100 }),
    trpc.file.list.queryOptions({ kind: 'product', id }),
    trpc.home.timeline.queryOptions({ objectType: 'product', objectId: id }),
  )
  return (
    <HydrateClient>
      <ProductRecord id={id} />
    </HydrateClient>
  )
}
