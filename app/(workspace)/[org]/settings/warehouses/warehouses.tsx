'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Tag } from '@/components/ui/tag'
import { Quantity } from '@/components/ui/text'
import type { BinRow, WarehouseRow } from '@/server/inventory/queries/places'
import { FormDialog } from '../_components/form-dialog'
import { RowAction } from '../_components/row-action'
import { type SettingsColumn, SettingsTable } from '../_components/settings-table'

const columns: SettingsColumn<BinRow>[] = [
  { head: 'Bin', cell: (row) => row.code, grow: true },
  { head: 'Walking order', cell: (row) => row.walkOrder, numeric: true },
  { head: 'Units', cell: (row) => <Quantity value={row.units} />, numeric: true },
]

function WalkOrder({ value, error }: { value?: number; error?: string }) {
  return (
    <Field label="Walking order" required hint="Pickers walk from low to high." error={error}>
      <Input name="walkOrder" type="number" min={0} defaultValue={value} />
    </Field>
  )
}

function WarehouseCard({ warehouse, bins }: { warehouse: WarehouseRow; bins: BinRow[] }) {
  const client = useTRPCClient().inventory
  const mayChange = useMay()('organisation.change')
  const { id } = warehouse
  const actions = (bin: BinRow) => (
    <>
      <FormDialog
        label="Move"
        tone="quiet"
        size="sm"
        title={`Move ${bin.code}`}
        send={({ walkOrder }) => client.moveBin.mutate({ id: bin.id, walkOrder: Number(walkOrder) })}
      >
        {(errors) => <WalkOrder value={bin.walkOrder} error={errors.walkOrder} />}
      </FormDialog>
      <RowAction
        label="Archive"
        confirm={{
          title: `Archive ${bin.code}?`,
          description:
            'No goods are put there any more. A bin with stock, or the home bin of a product, cannot be archived.',
        }}
        send={() => client.archiveBin.mutate({ id: bin.id })}
        done={`${bin.code} archived`}
      />
    </>
  )
  const heading = (
    <span className="flex flex-wrap items-center gap-2">
      {warehouse.isDefault && <Tag tone="ok">by default</Tag>}
      {mayChange && (
        <>
          <FormDialog
            label="Rename"
            size="sm"
            title={`Rename ${warehouse.name}`}
            send={({ name = '' }) => client.renameWarehouse.mutate({ id, name })}
          >
            {(errors) => (
              <Field label="Name" required error={errors.name}>
                <Input name="name" defaultValue={warehouse.name} maxLength={100} />
              </Field>
            )}
          </FormDialog>
          <FormDialog
            label="Add a bin"
            size="sm"
            title={`Add a bin to ${warehouse.name}`}
            send={({ code = '', walkOrder }) =>
              client.addBin.mutate({ warehouseId: id, code, walkOrder: Number(walkOrder) })
            }
          >
            {(errors) => (
              <>
                <Field label="Code" required hint="As on the shelf: A-02." error={errors.code}>
                  <Input name="code" maxLength={20} autoFocus />
                </Field>
                <WalkOrder value={(bins.at(-1)?.walkOrder ?? 0) + 10} error={errors.walkOrder} />
              </>
            )}
          </FormDialog>
        </>
      )}
    </span>
  )
  return (
    <Card title={`${warehouse.name} (${warehouse.code})`} aside={heading} flush>
      <SettingsTable
        label={`Bins of ${warehouse.name}`}
        columns={columns}
        rows={bins}
        rowKey={(bin) => bin.id}
        actions={mayChange ? actions : undefined}
      />
    </Card>
  )
}

export function Warehouses() {
  const trpc = useTRPC()
  const client = useTRPCClient().inventory
  const mayChange = useMay()('organisation.change')
  const { data } = useSuspenseQuery(trpc.inventory.places.queryOptions())
  return (
    <div className="flex flex-col gap-3.5">
      {data.warehouses.map((warehouse) => (
        <WarehouseCard
          key={warehouse.id}
          warehouse={warehouse}
          bins={data.bins.filter((bin) => bin.warehouseId === warehouse.id)}
        />
      ))}
      {mayChange && (
        <span>
          <FormDialog
            label="Add a warehouse"
            title="Add a warehouse"
            description="It begins with one bin. Orders are served from the default warehouse."
            send={({ code = '', name = '' }) => client.addWarehouse.mutate({ code, name })}
          >
            {(errors) => (
              <>
                <Field label="Name" required error={errors.name}>
                  <Input name="name" maxLength={100} autoFocus />
                </Field>
                <Field label="Code" required error={errors.code}>
                  <Input name="code" maxLength={20} />
                </Field>
              </>
            )}
          </FormDialog>
        </span>
      )}
    </div>
  )
}
