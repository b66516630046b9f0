import { Banner } from '@/components/ui/banner'

/** The order's note for the people who pick and pack it. */
export function OrderNote({ note }: { note: string | null }) {
  if (!note?.trim()) return null
  return (
    <Banner tone="warn" title="Note of the order" className="mb-0 sm:mb-0">
      <span className="whitespace-pre-wrap break-words">{note}</span>
    </Banner>
  )
}
