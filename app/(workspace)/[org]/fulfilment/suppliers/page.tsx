import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { type PageSearch, searchOf } from '@/app/_server/search'
import { HydrateClient, prefetch, trpcFor } from '@/app/_server/trpc'
import { supplierListOf } from '@/server/supply/schema'
import { SupplierList } from '../_components/supplier-list'

export const metadata: Metadata = { title: 'Suppliers' }

interface Props {
  params: Promise<{ org: string }>
  searchParams: PageSearch
}

export default async function Suppliers({ params, searchParams }: Props) {
  const { org } = await params
  await mustMay(org, 'supply.read')
  await prefetch(trpcFor(org).supply.suppliers.queryOptions(supplierListOf(await searchOf(searchParams))))
  return (
    <HydrateClient>
      <SupplierList />
    </HydrateClient>
  )
}
