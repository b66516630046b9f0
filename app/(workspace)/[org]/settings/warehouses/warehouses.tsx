'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FormDialog } from '../_components/form-dialog'
import { WarehouseCard } from './warehouse-card'

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
