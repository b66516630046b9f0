import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'
import { PrintButton } from '@/components/ui/print-button'
import { ChartParts } from './_components/chart-parts'
import { FieldParts } from './_components/field-parts'
import { ListParts } from './_components/list-parts'
import { OverlayParts } from './_components/overlay-parts'
import { RecordParts } from './_components/record-parts'

export default function Kit() {
  return (
    <main className="mx-auto flex max-w-[1280px] flex-col gap-3.5 p-6 max-sm:p-3.5">
      <PageHead
        title="Parts"
        note="What pages are made of."
        actions={
          <>
            <ButtonLink href="/kit/frame">The frame</ButtonLink>
            <ButtonLink href="/kit/tablet">One thing at a time</ButtonLink>
            <PrintButton />
          </>
        }
      />
      <FieldParts />
      <OverlayParts />
      <RecordParts />
      <ListParts />
      <ChartParts />
    </main>
  )
}
