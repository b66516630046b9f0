'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Tag } from '@/components/ui/tag'
import { Money } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { ServiceRow } from '@/server/carrier/queries'
import { parseAmount } from '@/server/platform/money/money'
import { FormDialog } from '../_components/form-dialog'
import { freightIn } from '../_components/freight-field'
import { FreightSteps } from '../_components/freight-steps'
import { RowAction } from '../_components/row-action'
import { type SettingsColumn, SettingsTable } from '../_components/settings-table'
import { ServiceFields } from './service-fields'
import { TakingBack } from './taking-back'

const kinds = { PARCEL: 'Parcel', OWN_DELIVERY: 'Own delivery', CUSTOMER_COLLECTS: 'Customer collects' }

const columns: SettingsColumn<ServiceRow>[] = [
  { head: 'Service', cell: (row) => row.name, grow: true },
  { head: 'Carrier', cell: (row) => row.carrierName, importance: 'low' },
  { head: 'Kind', cell: (row) => kinds[row.kind], importance: 'low' },
  { head: 'Days on the way', cell: (row) => row.transitDays, numeric: true },
  { head: 'Cut-off', cell: (row) => row.cutOff, numeric: true },
  { head: 'Cost per shipment', cell: (row) => <Money minor={row.priceMinor} />, numeric: true, importance: 'low' },
  {
    head: 'Charged',
    cell: (row) => row.freight && <FreightSteps table={row.freight} />,
    numeric: true,
    importance: 'low',
  },
  {
    head: 'State',
    cell: (row) => (row.archivedAt ? <Tag>archived</Tag> : row.isDefault && <Tag tone="ok">by default</Tag>),
  },
]

export function Carriers() {
  const trpc = useTRPC()
  const client = useTRPCClient().carrier
  const mayChange = useMay()('carrier.change')
  const { slug } = useWorkspace()
  const { data: services } = useSuspenseQuery(trpc.carrier.services.queryOptions())
  const factsOf = useFactsOf()
  const actions = (row: ServiceRow) =>
    row.archivedAt ? (
      <RowAction
        label="Restore"
        send={() => client.restoreService.mutate({ id: row.id })}
        done={`${row.name} can be chosen again`}
      />
    ) : (
      <>
        <FormDialog
          label="Change"
          tone="quiet"
          size="sm"
          title={`Change ${row.name}`}
          description="Promises that were given keep their day."
          send={(fields) => client.changeService.mutate({ id: row.id, ...factsOf(fields) })}
        >
          {(errors) => <ServiceFields service={row} errors={errors} />}
        </FormDialog>
        {!row.isDefault && (
          <>
            <RowAction
              label="Make default"
              send={() => client.makeDefaultService.mutate({ id: row.id })}
              done={`${row.name} is the default`}
            />
            <RowAction
              label="Archive"
              confirm={{
                title: `Archive ${row.name}?`,
                description: 'No new order uses it until it is restored. Shipments under way are not affected.',
              }}
              send={() => client.archiveService.mutate({ id: row.id })}
              done={`${row.name} archived`}
            />
          </>
        )}
      </>
    )
  return (
    <>
      <Card
        title="Carrier services"
        aside={mayChange && <Add />}
        flush
        footer={<ExportLinks href={`/api/export/carrier-services?organisation=${slug}`} />}
      >
        <SettingsTable
          label="Carrier services"
          columns={columns}
          rows={services}
          rowKey={(row) => row.id}
          muted={(row) => row.archivedAt !== null}
          actions={mayChange ? actions : undefined}
        />
      </Card>
      <TakingBack />
    </>
  )
}

/** Turns the fields of a form into the facts of a service. */
function useFactsOf() {
  const { currency } = useWorkspace()
  return (fields: Record<string, string>) => ({
    name: fields.name ?? '',
    transitDays: Number(fields.transitDays),
    cutOff: fields.cutOff ?? '',
    maxWeightGrams: fields.maxWeightGrams ? Number(fields.maxWeightGrams) : null,
    priceMinor: parseAmount(fields.price || '0', currency) ?? -1n,
    freight: freightIn(fields),
  })
}

function Add() {
  const trpc = useTRPC()
  const client = useTRPCClient().carrier
  const factsOf = useFactsOf()
  const { data: carriers } = useSuspenseQuery(trpc.carrier.carriers.queryOptions())
  return (
    <span className="flex flex-wrap gap-2">
      <FormDialog
        label="Add a carrier"
        size="sm"
        title="Add a carrier"
        send={({ name = '' }) => client.add.mutate({ name })}
      >
        {(errors) => (
          <Field label="Name" required error={errors.name}>
            <Input name="name" maxLength={100} />
          </Field>
        )}
      </FormDialog>
      <FormDialog
        label="Add a service"
        size="sm"
        title="Add a service"
        send={(fields) =>
          client.addService.mutate({
            ...factsOf(fields),
            carrierId: fields.carrierId ?? '',
            kind: fields.kind as ServiceRow['kind'],
          })
        }
      >
        {(errors) => (
          <>
            <Field label="Carrier" required error={errors.carrierId}>
              <Select name="carrierId" options={carriers.map(({ id, name }) => ({ value: id, label: name }))} />
            </Field>
            <Field label="Kind" required error={errors.kind}>
              <Select name="kind" options={Object.entries(kinds).map(([value, label]) => ({ value, label }))} />
            </Field>
            <ServiceFields errors={errors} />
          </>
        )}
      </FormDialog>
    </span>
  )
}
