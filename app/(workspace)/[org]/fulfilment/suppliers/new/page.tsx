import type { Metadata } from 'next'
import { mustMay } from '@/app/_server/must-may'
import { scopeOf } from '@/app/_server/trpc'
import { PageHead } from '@/components/ui/page-head'
import { countries } from '@/server/platform/place/country'
import { SupplierForm } from '../../_components/supplier-form'

export const metadata: Metadata = { title: 'New supplier' }

export default async function NewSupplier({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  await mustMay(org, 'supply.change')
  const { membership } = await scopeOf(org)
  return (
    <>
      <PageHead crumbs={[{ label: 'Suppliers', href: `/${org}/fulfilment/suppliers` }]} title="New supplier" />
      <SupplierForm
        countries={countries().map(({ code, name }) => ({ value: code, label: name }))}
        country={membership?.organisation.country ?? ''}
      />
    </>
  )
}
