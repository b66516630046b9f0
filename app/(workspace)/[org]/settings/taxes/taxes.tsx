'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { DecimalInput } from '@/components/ui/decimal-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Rate } from '@/components/ui/text'
import type { TaxCategoryRow } from '@/server/catalog/queries'
import type { TaxCategoryInput } from '@/server/catalog/schema'
import { ChoiceList } from '../_components/choice-list'
import { FormDialog } from '../_components/form-dialog'
import type { SettingsColumn } from '../_components/settings-table'

const codes = [
  { value: 'S', label: 'S: standard rate' },
  { value: 'AA', label: 'AA: reduced rate' },
  { value: 'Z', label: 'Z: zero rate' },
  { value: 'E', label: 'E: exempt' },
  { value: 'AE', label: 'AE: reverse charge' },
  { value: 'K', label: 'K: intra-community supply' },
  { value: 'G', label: 'G: export' },
  { value: 'O', label: 'O: outside the scope' },
]

const columns: SettingsColumn<TaxCategoryRow>[] = [
  { head: 'Category', cell: (row) => row.name, grow: true },
  { head: 'Code', cell: (row) => row.code, importance: 'medium' },
  { head: 'Rate', cell: (row) => <Rate rate={row.rate} />, numeric: true },
]

function NameAndRate({ row, errors }: { row?: TaxCategoryRow; errors: Readonly<Record<string, string>> }) {
  return (
    <>
      <Field label="Name" required error={errors.name}>
        <Input name="name" defaultValue={row?.name} maxLength={100} />
      </Field>
      <Field label="Rate in percent" required hint="Orders accepted before keep their rate." error={errors.rate}>
        <DecimalInput name="rate" defaultValue={row?.rate ?? '0'} maxLength={9} unit="%" />
      </Field>
    </>
  )
}

const rateOf = (fields: Record<string, string>) => (fields.rate ?? '').replace(',', '.')

export function Taxes() {
  const trpc = useTRPC()
  const client = useTRPCClient().catalog
  const { data } = useSuspenseQuery(trpc.catalog.taxCategories.queryOptions())
  const change = (row: TaxCategoryRow) => (
    <FormDialog
      label="Change"
      tone="quiet"
      size="sm"
      title={`Change ${row.name}`}
      send={(fields) => client.changeTaxCategory.mutate({ id: row.id, name: fields.name ?? '', rate: rateOf(fields) })}
    >
      {(errors) => <NameAndRate row={row} errors={errors} />}
    </FormDialog>
  )
  const add = (
    <FormDialog
      label="Add a category"
      size="sm"
      title="Add a tax category"
      send={(fields) =>
        client.addTaxCategory.mutate({
          code: fields.code as TaxCategoryInput['code'],
          name: fields.name ?? '',
          rate: rateOf(fields),
        })
      }
    >
      {(errors) => (
        <>
          <Field label="Kind" required hint="By EN 16931; it stands on electronic invoices." error={errors.code}>
            <Select name="code" options={codes} />
          </Field>
          <NameAndRate errors={errors} />
        </>
      )}
    </FormDialog>
  )
  return (
    <ChoiceList
      title="Tax categories"
      exported="tax-categories"
      rows={data}
      columns={columns}
      defaultFor="for new products"
      add={add}
      change={change}
      makeDefault={({ id }) => client.makeDefaultTaxCategory.mutate({ id })}
      archive={({ id }) => client.archiveTaxCategory.mutate({ id })}
      restore={({ id }) => client.restoreTaxCategory.mutate({ id })}
    />
  )
}
