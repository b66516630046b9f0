'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { useModKey } from '@/components/ui/mod-key'
import { useShortcuts, useSingleKeys } from '@/components/ui/shortcuts'

/** The shortcuts of this page, and the switch that turns single keys off. */
export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const shortcuts = useShortcuts()
  const mod = useModKey()
  const keyName = (key: string) => (key.startsWith('mod+') ? mod + key.slice(4).toUpperCase() : key.toUpperCase())
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const shown = [...new Map(shortcuts.map((one) => [one.key, one])).values()]
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" description="What works on this page.">
      <dl className="grid grid-cols-[1fr_auto] gap-y-2">
        {shown.map((one) => (
          <div key={one.key} className="contents">
            <dt>{one.label}</dt>
            <dd>
              <span className="sr-only">{keyName(one.key)}</span>
              <Kbd>{keyName(one.key)}</Kbd>
            </dd>
          </div>
        ))}
        <dt>Open the row that has the focus</dt>
        <dd>
          <Kbd>ENTER</Kbd>
          <span className="sr-only">Enter</span>
        </dd>
      </dl>
      <Checkbox
        className="mt-4"
        label="Single keys act"
        hint={`Turn off if you speak to the computer or keys are pressed by accident. ${mod}K keeps working.`}
        checked={singleKeys}
        onChange={(event) => setSingleKeys(event.target.checked)}
      />
    </Dialog>
  )
}
