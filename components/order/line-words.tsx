import { Cell, Row } from '@/components/ui/table'
import { Money } from '@/components/ui/text'

/** The note below a line. */
export function LineNote({ note }: { note: string | null | undefined }) {
  return note ? <span className="block whitespace-pre-line text-ink-2 text-sm">{note}</span> : null
}

/** The rows around a section of a table with so many columns: its heading, and what it comes to, in the last one. */
export const sectionRowsIn = (columns: number, currency: string) => ({
  heading: (title: string, nth: number) => (
    <Row key={`heading ${nth}`}>
      <Cell colSpan={columns} className="bg-sunken font-medium">
        {title}
      </Cell>
    </Row>
  ),
  subtotal: (title: string, netMinor: bigint, nth: number) => (
    <Row key={`subtotal ${nth}`}>
      <Cell colSpan={columns} className="text-right font-medium">
        Subtotal {title} <Money minor={netMinor} currency={currency} />
      </Cell>
    </Row>
  ),
})
