'use client'

import { useMay } from '@/components/may'
import { useTRPCClient } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Tag } from '@/components/ui/tag'
import { Count } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { BinRow, WarehouseRow } from '@/server/inventory/queries/places'
import { FormDialog } from '../_components/form-dialog'
import { RowAction } from '../_components/row-action'
import { type SettingsColumn, SettingsTable } from '../_components/settings-table'
import { WarehouseDialog } from './warehouse-dialog'

const columns: SettingsColumn<BinRow>[] = [
  {
    head: 'Bin',
    cell: (row) => (
      <>
        {row.code} {row.isReceiving && <Tag>goods come in here</Tag>}
      </>
    ),
    grow: true,
  },
  { head: 'Walking order', cell: (row) => row.walkOrder, numeric: true },
  { head: 'Units', cell: (row) => <Count value={row.units} />, numeric: true },
]

function WalkOrder({ value, error }: { value?: number; error?: string }) {
  return (
    <Field label="Walking order" required hint="Pickers walk from low to high." error={error}>
      <Input name="walkOrder" type="number" min={0} defaultValue={value} />
    </Field>
  )
}

/** A warehouse with its bins in walking order. */
export function WarehouseCard({ warehouse, bins }: { warehouse: WarehouseRow; bins: BinRow[] }) {
  const client = useTRPCClient().inventory
  const mayChange = useMay()('organisation.change')
  const { id } = warehouse
  const { slug } = useWorkspace()
  const labels = (path: string) => `/api/documents/${path}?organisation=${slug}`
  const actions = (bin: BinRow) => (
    <>
      <ButtonLink size="sm" tone="quiet" href={labels(`binLabel/${bin.id}`)} target="_blank" prefetch={false}>
        Label
      </ButtonLink>
      <FormDialog
        label="Walking order"
        tone="quiet"
        size="sm"
        title={`Walking order of ${bin.code}`}
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
      {bins.length > 0 && (
        <ButtonLink size="sm" href={labels(`binLabels/${id}`)} target="_blank" prefetch={false}>
          Labels
        </ButtonLink>
      )}
      {mayChange && (
        <>
          <WarehouseDialog warehouse={warehouse} />
          <ReceivingDialog warehouse={warehouse} bins={bins} />
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
          {!warehouse.isDefault && (
            <>
              <RowAction
                label="Make it the default"
                send={() => client.makeDefaultWarehouse.mutate({ id })}
                done={`${warehouse.name} is the default warehouse`}
              />
              <RowAction
                label="Archive"
                confirm={{
                  title: `Archive ${warehouse.name}?`,
                  description: 'Nothing comes in there and no order is served from it any more. It must be empty.',
                }}
                send={() => client.archiveWarehouse.mutate({ id })}
                done={`${warehouse.name} archived`}
              />
            </>
          )}
        </>
      )}
    </span>
  )
  const place = [warehouse.addressLine, warehouse.postcode, warehouse.city].filter(Boolean).join(', ')
  const serves = warehouse.postcodes.length > 0 && `serves ${warehouse.postcodes.join(', ')} first`
  return (
    <Card
      title={`${warehouse.name} (${warehouse.code})`}
      aside={heading}
      flush
      footer={bins.length > 0 && <ExportLinks href={`/api/export/bins?organisation=${slug}&warehouse=${id}`} />}
    >
      {(place || serves) && <p className="px-4 pb-2 text-ink-2">{[place, serves].filter(Boolean).join(' · ')}</p>}
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

/** Where goods come in: straight into their home bins, or into a bin from which they are put away. */
function ReceivingDialog({ warehouse, bins }: { warehouse: WarehouseRow; bins: BinRow[] }) {
  const client = useTRPCClient().inventory
  return (
    <FormDialog
      label="Goods in"
      size="sm"
      title={`Goods in at ${warehouse.name}`}
      description="With a receiving bin, goods wait there and are listed under Fulfilment → Put away until they are moved into their bins. They can be sold and picked meanwhile."
      send={({ binId }) => client.receiveInto.mutate({ warehouseId: warehouse.id, binId: binId || null })}
    >
      {(errors) => (
        <Field label="Receiving bin" error={errors.binId}>
          <Select
            name="binId"
            defaultValue={warehouse.receivingBinId ?? ''}
            placeholder="None: goods go to their home bins"
            options={bins.map((bin) => ({ value: bin.id, label: bin.code }))}
          />
        </Field>
      )}
    </FormDialog>
  )
}
