'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { ImportRecord } from '@/server/exchange/queries/imports'
import { type KindName, kindNames, kinds } from '@/server/exchange/rules/fields'
import { Columns } from './columns'

interface ColumnsCardProps {
  file: ImportRecord
  onAsked: () => Promise<void>
}

type Sign = '' | '.' | ','
type Order = '' | 'DMY' | 'MDY'

/** Says what the file is and which column is which; what is proposed can be changed. */
export function ColumnsCard({ file, onAsked }: ColumnsCardProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const onError = useFailureToast()
  const [kind, setKind] = useState<KindName | ''>(file.kind ?? '')
  const [mapping, setMapping] = useState<Readonly<Record<string, number>>>(file.mapping)
  const [sign, setSign] = useState<Sign>('')
  const [order, setOrder] = useState<Order>('')
  const choose = useMutation(trpc.exchange.choose.mutationOptions({ onError, onSuccess: onAsked }))
  const become = async (next: KindName) => {
    const proposed = await client.exchange.proposal.query({ id: file.id, kind: next }).catch(() => ({}))
    setKind(next)
    setMapping(proposed)
  }
  const fieldOf = (column: number) => Object.entries(mapping).find(([, at]) => at === column)?.[0] ?? ''
  const say = (column: number, field: string) => {
    const others = Object.entries(mapping).filter(([key, at]) => at !== column && key !== field)
    setMapping({ ...Object.fromEntries(others), ...(field ? { [field]: column } : {}) })
  }
  const send = () => {
    if (!kind) return
    const signs = { ...(sign ? { decimalSign: sign } : {}), ...(order ? { dayOrder: order } : {}) }
    const columns = Object.entries(mapping).map(([field, column]) => ({ field, column }))
    choose.mutate({ id: file.id, kind, columns, ...signs })
  }
  return (
    <Card title="What is in this file?">
      <div className="flex flex-col gap-4">
        {!kind && (
          <p className="text-ink-2">
            The first row names no list that is known here. Say what the file holds, and then what each column says.
          </p>
        )}
        <Field label="It holds" required className="max-w-xs">
          <Select
            placeholder="Choose"
            options={kindNames.map((name) => ({ value: name, label: kinds[name].label }))}
            value={kind}
            onChange={(event) => void become(event.target.value as KindName)}
          />
        </Field>
        {kind && (
          <>
            <Columns key={kind} file={file} kind={kind} fieldOf={fieldOf} onSay={say} />
            <div className="grid gap-3 sm:max-w-xl sm:grid-cols-2">
              <Field label="Amounts are written" optional={false}>
                <Select
                  options={[
                    { value: '', label: 'Found by itself' },
                    { value: '.', label: '1,234.56' },
                    { value: ',', label: '1.234,56' },
                  ]}
                  value={sign}
                  onChange={(event) => setSign(event.target.value as Sign)}
                />
              </Field>
              <Field label="Days are written" optional={false}>
                <Select
                  options={[
                    { value: '', label: 'Found by itself' },
                    { value: 'DMY', label: 'Day before month' },
                    { value: 'MDY', label: 'Month before day' },
                  ]}
                  value={order}
                  onChange={(event) => setOrder(event.target.value as Order)}
                />
              </Field>
            </div>
            <div>
              <Button tone="go" busy={choose.isPending} onClick={send}>
                See what would change
              </Button>
            </div>
          </>
        )}
      </div>
    </Card>
  )
}
