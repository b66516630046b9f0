import { Tag } from '@/components/ui/tag'

/** How a transfer stands. */
export function TransferTag({ state, lost }: { state: string; lost: number }) {
  if (state === 'SENT') return <Tag>on its way</Tag>
  return lost > 0 ? <Tag tone="warn">arrived, {lost} lost</Tag> : <Tag tone="ok">arrived</Tag>
}
