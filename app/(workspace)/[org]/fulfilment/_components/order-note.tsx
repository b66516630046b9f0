import { Banner } from '@/components/ui/banner'

interface OrderNoteProps {
  note: string | null
  /** What the address asks of whoever packs for it. */
  packerNote: string | null
}

/** The notes of the order and of its address for the people who pick and pack it. */
export function OrderNote({ note, packerNote }: OrderNoteProps) {
  const said = [
    ['Note of the order', note],
    ['Packing for this address', packerNote],
  ] as const
  return said.map(
    ([title, text]) =>
      text?.trim() && (
        <Banner key={title} tone="warn" title={title} className="mb-0 sm:mb-0">
          <span className="whitespace-pre-wrap break-words">{text}</span>
        </Banner>
      ),
  )
}
