'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Tag } from '@/components/ui/tag'
import type { TaxCategoryRow } from '@/server/catalog/queries'
import type { TaxCategoryInput } from '@/server/catalog/schema'
import { FormDialog } from '../_components/form-dialog'
import { RowAction } from '../_components/row-action'
import { type SettingsColumn, SettingsTable } from '../_components/settings-table'

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
  { head: 'Code', cell: (row) => row.code },
  { head: 'Rate', cell: (row) => `${row.rate} %`, numeric: true },
  {
    head: 'State',
    cell: (row) => (row.archivedAt ? <Tag>archived</Tag> : row.isDefault && <Tag tone="ok">for new products</Tag>),
  },
]

function NameAndRate({ row, errors }: { row?: TaxCategoryRow; errors: Readonly<Record<string, string>> }) {
  return (
    <>
      <Field label="Name" required error={errors.name}>
        <Input name="name" defaultValue={row?.name} maxLength={100} />
      </Field>
      <Field label="Rate in percent" required hint="Orders accepted before keep their rate." error={errors.rate}>
        <Input name="rate" inputMode="decimal" defaultValue={row?.rate ?? '0'} maxLength={9} />
      </Field>
    </>
  )
}

const rateOf = (fields: Record<string, string>) => (fields.rate ?? '').replace(',', '.')

export function Taxes() {
  const trpc = useTRPC()
  const client = useTRPCClient().catalog
  const mayChange = useMay()('organisation.change')
  const { data } = useSuspenseQuery(trpc.catalog.taxCategories.queryOptions())
  const actions = (row: TaxCategoryRow) =>
    !row.archivedAt && (
      <>
        <FormDialog
          label="Change"
          tone="quiet"
          size="sm"
          title={`Change ${row.name}`}
          send={(fields) =>
            client.changeTaxCategory.mutate({ id: row.id, name: fields.name ?? '', rate: rateOf(fields) })
          }
        >
          {(errors) => <NameAndRate row={row} errors={errors} />}
        </FormDialog>
        {!row.isDefault && (
          <>
            <RowAction label="Make default" send={() => client.makeDefaultTaxCategory.mutate({ id: row.id })} />
            <RowAction label="Archive" send={() => client.archiveTaxCategory.mutate({ id: row.id })} />
          </>
        )}
      </>
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
    <Card title="Tax categories" aside={mayChange && add} flush>
      <SettingsTable
        label="Tax categories"
        columns={columns}
        rows={data}
        rowKey={(row) => row.id}
        muted={(row) => row.archivedAt !== null}
        actions={mayChange ? actions : undefined}
      />
    </Card>
  )
}
