import type { Metadata } from 'next'
import { missing } from '@/app/_server/missing'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { getQueryClient, HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { articleListOf } from '@/server/catalog/schema/article'
import { ArticleList } from '../../_components/article-list'

export const metadata: Metadata = { title: 'Their numbers of products' }

interface Props {
  params: Promise<{ org: string; id: string }>
  searchParams: PageSearch
}

export default async function CustomerNumbers({ params, searchParams }: Props) {
  const { org, id } = await params
  const trpc = trpcFor(org)
  await getQueryClient().fetchQuery(trpc.customer.record.queryOptions({ id })).catch(missing)
  await prefetch(trpc.catalog.articles.queryOptions(articleListOf({ ...(await searchOf(searchParams)), customer: id })))
  return (
    <HydrateClient>
      <ArticleList id={id} />
    </HydrateClient>
  )
}
