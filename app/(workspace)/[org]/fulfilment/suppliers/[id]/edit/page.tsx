import type { Metadata } from 'next'
import { missing } from '@/app/_server/missing'
import { mustMay } from '@/app/_server/must-may'
import { callerFor } from '@/app/_server/trpc'
import { PageHead } from '@/components/ui/page-head'
import { countries } from '@/server/platform/place/country'
import { SupplierForm } from '../../../_components/supplier-form'

export const metadata: Metadata = { title: 'Change supplier' }

export default async function EditSupplier({ params }: { params: Promise<{ org: string; id: string }> }) {
  const { org, id } = await params
  await mustMay(org, 'supply.change')
  const supplier = await (await callerFor(org)).supply.supplier({ id }).catch(missing)
  const crumbs = [
    { label: 'Suppliers', href: `/${org}/fulfilment/suppliers` },
    { label: supplier.name, href: `/${org}/fulfilment/suppliers/${id}` },
  ]
  return (
    <>
      <PageHead crumbs={crumbs} title="Change supplier" />
      <SupplierForm
        supplier={supplier}
        countries={countries().map(({ code, name }) => ({ value: code, label: name }))}
        country={supplier.country}
      />
    </>
  )
}
