'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { formatQuantity } from '@/components/ui/format'
import { QuantityInput } from '@/components/ui/quantity-input'
import { useWorkspace } from '@/components/ui/workspace'
import type { FloorTask } from '@/server/fulfilment/queries/order'
import type { ShortCause } from '@/server/fulfilment/schema'

const causes: [ShortCause, string][] = [
  ['BIN_EMPTY', 'The bin is empty'],
  ['NOT_FOUND', 'Not found there'],
  ['DAMAGED', 'Damaged'],
  ['WRONG_PRODUCT', 'Another product lies there'],
]

interface ShortProps {
  task: FloorTask
  onShort: (picked: number, cause: ShortCause) => void
}

/**
 * Reports how many units were found and why the rest is missing. The bin is corrected, and the rest is reserved
 * elsewhere or backordered.
 */
export const ShortDialog = (props: ShortProps) => (
  <DialogButton button={<Button size="tablet">Short…</Button>}>
    {(close) => <Short {...props} close={close} />}
  </DialogButton>
)

function Short({ task, onShort, close }: ShortProps & { close: () => void }) {
  const [found, setFound] = useState<number | null>(0)
  const { locale } = useWorkspace()
  const left = task.quantity - task.picked
  const say = (cause: ShortCause) => {
    close()
    onShort(Math.min(found ?? 0, left - 1), cause)
  }
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`Fewer than ${formatQuantity(left, task, locale)} in ${task.binCode}`}
      description="The bin is corrected. The rest is taken from elsewhere, or waits for stock."
    >
      <div className="flex flex-col gap-4">
        <Field label="How many did you take now?" required>
          <QuantityInput size="tablet" of={task} value={found} onValueChange={setFound} max={left - 1} />
        </Field>
        <div className="grid gap-2 sm:grid-cols-2">
          {causes.map(([cause, label]) => (
            <Button key={cause} size="tablet" className="whitespace-normal" onClick={() => say(cause)}>
              {label}
            </Button>
          ))}
        </div>
      </div>
    </Dialog>
  )
}
