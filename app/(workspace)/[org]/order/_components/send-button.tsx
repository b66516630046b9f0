'use client'

import { Button } from '@/components/ui/button'
import { useModKey } from '@/components/ui/mod-key'
import { useShortcut } from '@/components/ui/shortcuts'

interface SendButtonProps {
  label: string
  busy: boolean
  disabled: boolean
  onSend: () => void
}

/** Sends a sale, from every field by Ctrl or ⌘ and Enter. */
export function SendButton({ label, busy, disabled, onSend }: SendButtonProps) {
  const modKey = useModKey()
  useShortcut('mod+Enter', label, busy || disabled ? null : onSend)
  return (
    <Button tone="go" disabled={disabled} busy={busy} onClick={onSend} shortcut={`${modKey}↵`}>
      {label}
    </Button>
  )
}
