import { FieldGrid } from '@/components/record-form'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { OrganisationSettings } from '@/server/platform/organisation/queries'
import {
  LABEL_SIZES,
  type LabelSize,
  labelSizeOf,
  PAGE_SIZES,
  type PageSize,
  pageSizeOf,
} from '@/server/platform/place/paper-sizes'

const pages: Record<PageSize, string> = { A4: 'A4', LETTER: 'Letter' }
const labels: Record<LabelSize, string> = { '100X150': '100 × 150 mm', A6: 'A6', '4X6': '4 × 6 in' }

/** The sizes of papers and labels. */
export function PaperCard({ now, errors }: { now: OrganisationSettings; errors: Readonly<Record<string, string>> }) {
  const usual = { country: now.country, paperSize: null, labelSize: null }
  return (
    <Card title="Paper">
      <FieldGrid>
        <Field
          label="Invoices and other papers"
          hint="Papers already sent stay as they were."
          error={errors.paperSize}
          optional={false}
        >
          <Select
            name="paperSize"
            defaultValue={now.paperSize ?? ''}
            options={[
              { value: '', label: `${pages[pageSizeOf(usual)]}, usual in your country` },
              ...PAGE_SIZES.map((value) => ({ value, label: pages[value] })),
            ]}
          />
        </Field>
        <Field label="Parcel labels" hint="The size in the label printer." error={errors.labelSize} optional={false}>
          <Select
            name="labelSize"
            defaultValue={now.labelSize ?? ''}
            options={[
              { value: '', label: `${labels[labelSizeOf(usual)]}, usual in your country` },
              ...LABEL_SIZES.map((value) => ({ value, label: labels[value] })),
            ]}
          />
        </Field>
      </FieldGrid>
    </Card>
  )
}
