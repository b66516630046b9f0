'use client'

import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { goodsText, quantityOf } from '@/components/ui/format'
import { Quantity } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import type { FloorTask } from '@/server/fulfilment/queries/order'
import { unitMark } from '@/server/platform/words/units'

/** Picks that were reported short; a person corrects them when the goods are found after all. */
export function ShortCard({ tasks }: { tasks: readonly FloorTask[] }) {
  const client = useTRPCClient()
  const may = useMay()
  const { locale } = useWorkspace()
  const correct = useVerb(
    client.fulfilment.correctShort.mutate,
    (goods) => `${goodsText(goods, locale)} found after all`,
  )
  const short = tasks.filter((task) => task.missing > 0)
  if (short.length === 0) return null
  return (
    <Card title="Reported short">
      <ul className="flex flex-col gap-3">
        {short.map((task) => (
          <li key={task.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 flex-1">
              <Quantity value={task.missing} of={task} /> {unitMark(task.unit) ? '' : '× '}
              {task.name}
              <span className="block text-ink-3 text-xs">off the books in {task.binCode}</span>
            </span>
            {may('fulfilment.pick') && (
              <ConfirmDialog
                trigger={<Button size="sm">Found…</Button>}
                title={`${quantityOf(task.missing, task, locale)} found in ${task.binCode}?`}
                description="The books count them in that bin again. This order gets them first, then other waiting orders."
                confirmLabel="They are there"
                onConfirm={() => correct.mutateAsync({ taskId: task.id })}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
