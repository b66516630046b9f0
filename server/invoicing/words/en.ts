import type { Sentences } from '@/server/platform/words'

export const sentences: Sentences = {
  'invoicing/invoice.issued': ({ number, grossMinor, dueOn }, say) =>
    `Invoice ${number ?? ''} issued, ${say.money(grossMinor)}${dueOn ? `, due ${say.day(dueOn)}` : ''}`,
  'invoicing/creditNote.issued': ({ number, grossMinor }, say) =>
    `Credit note ${number ?? ''} issued${grossMinor === undefined ? '' : `, ${say.money(grossMinor)}`}`,
}

const details: Record<string, string> = {
  legalName: 'legal name',
  address: 'address',
  taxNumber: 'tax number (or "not registered")',
}

export const refusals: Sentences = {
  LEGAL_DETAILS_MISSING: ({ missing }) => {
    const names = (Array.isArray(missing) ? missing : []).map((one) => details[String(one)] ?? String(one))
    return `No invoice can be issued yet. Missing in the settings: ${names.join(', ') || 'legal details'}.`
  },
  NOTHING_TO_INVOICE: () => 'Everything that left has its invoice.',
}
