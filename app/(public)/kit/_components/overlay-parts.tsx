'use client'

import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Menu } from '@/components/ui/menu'
import { TabLinks, Tabs } from '@/components/ui/tabs'
import { toast, toastError } from '@/components/ui/toast'
import { Tooltip } from '@/components/ui/tooltip'

export function OverlayParts() {
  return (
    <Card title="Dialogs, menus, notices, tabs">
      <div className="mb-4 flex flex-wrap gap-2">
        <Dialog
          trigger={<Button>Dialog…</Button>}
          title="Amend SO-4182"
          description="The customer is told when you save."
          actions={
            <>
              <DialogClose>
                <Button>Keep as it is</Button>
              </DialogClose>
              <Button tone="go">Save the change</Button>
            </>
          }
        >
          <Field label="Quantity" required>
            <Input defaultValue="12" />
          </Field>
        </Dialog>
        <Dialog side trigger={<Button>Side sheet…</Button>} title="SO-4182">
          <p>The record beside its list.</p>
        </Dialog>
        <ConfirmDialog
          danger
          trigger={<Button>Cancel…</Button>}
          title="Cancel SO-4182?"
          description="84 units go back on the shelf. The customer is told. This cannot be undone."
          confirmLabel="Cancel the order"
          onConfirm={() => toast('SO-4182 cancelled, 84 units released')}
        />
        <NoticeParts />
      </div>
      <TabLinks
        label="Pages"
        tabs={[
          { label: 'Parts', href: '/kit', count: 12 },
          { label: 'Frame', href: '/kit/frame' },
        ]}
      />
      <Tabs
        label="Order"
        tabs={[
          { key: 'lines', label: 'Lines', count: 9, content: <p>Nine lines.</p> },
          { key: 'documents', label: 'Documents', content: <p>One confirmation.</p> },
        ]}
      />
    </Card>
  )
}

function NoticeParts() {
  return (
    <>
      <Menu
        align="start"
        trigger={<Button>Last 90 days ⌄</Button>}
        groups={[
          { label: 'Period', entries: [{ label: 'Last 30 days' }, { label: 'Last 90 days', checked: true }] },
          {
            entries: [
              { label: 'Parts', href: '/kit' },
              { label: 'Delete', danger: true },
            ],
          },
        ]}
      />
      <Tooltip text="Exposure: open items, shipped and not invoiced, confirmed and not shipped.">
        <Button tone="quiet">What is exposure?</Button>
      </Tooltip>
      <Button
        onClick={() =>
          toast('Invoice INV-1043 sent', {
            tone: 'ok',
            action: { label: 'Undo', onSelect: () => toast('Taken back') },
          })
        }
      >
        Notice
      </Button>
      <Button
        onClick={() =>
          toastError('The bank file was not read', { description: 'Line 14 has no amount. Nothing was posted.' })
        }
      >
        Failure
      </Button>
    </>
  )
}
