'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { servingRules } from '@/server/inventory/rules/serving'
import { servingRuleWords } from '@/server/inventory/words/en'
import { FormDialog } from '../_components/form-dialog'
import { RowAction } from '../_components/row-action'
import { SettingsTable } from '../_components/settings-table'
import { WarehouseCard } from './warehouse-card'
import { WarehouseDialog } from './warehouse-dialog'

export function Warehouses() {
  const trpc = useTRPC()
  const client = useTRPCClient().inventory
  const mayChange = useMay()('organisation.change')
  const { data } = useSuspenseQuery(trpc.inventory.places.queryOptions())
  return (
    <div className="flex flex-col gap-3.5">
      {data.warehouses.length > 1 && (
        <Card
          title="Which warehouse serves an order"
          aside={
            mayChange && (
              <FormDialog
                label="Change"
                size="sm"
                title="Which warehouse serves an order"
                description="Near is who serves the postcode, then who is in the same country, then the order of the warehouses. Where an order is divided, each warehouse packs and sends its own parcels; an order that is sent complete is never divided. On each order it can be changed until picking begins."
                send={({ rule }) => client.setServingRule.mutate({ rule: rule as typeof data.servingRule })}
              >
                {(errors) => (
                  <Field label="Rule" required error={errors.rule}>
                    <Select
                      name="rule"
                      defaultValue={data.servingRule}
                      options={servingRules.map((value) => ({ value, label: servingRuleWords(value) }))}
                    />
                  </Field>
                )}
              </FormDialog>
            )
          }
        >
          {servingRuleWords(data.servingRule)}.
        </Card>
      )}
      {data.warehouses.map((warehouse) => (
        <WarehouseCard
          key={warehouse.id}
          warehouse={warehouse}
          bins={data.bins.filter((bin) => bin.warehouseId === warehouse.id)}
        />
      ))}
      {data.archived.length > 0 && (
        <Card title="Archived warehouses" flush>
          <SettingsTable
            label="Archived warehouses"
            columns={[{ head: 'Warehouse', cell: (row) => row.name, grow: true }]}
            rows={data.archived}
            rowKey={(row) => row.id}
            actions={
              mayChange
                ? (row) => (
                    <RowAction
                      label="Restore"
                      send={() => client.restoreWarehouse.mutate({ id: row.id })}
                      done={`${row.name} is in use again`}
                    />
                  )
                : undefined
            }
          />
        </Card>
      )}
      {mayChange && (
        <span>
          <WarehouseDialog />
        </span>
      )}
    </div>
  )
}
