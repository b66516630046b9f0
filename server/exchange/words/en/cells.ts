import type { Sentences } from '@/server/platform/words/words'

/** What is wrong with a cell; `text` is what stands there. */
export const cellRefusals: Sentences = {
  SAID: ({ words }) => String(words),
  CELL_IS_FORMULA: () => 'This is a formula, or the failed result of one. Put the plain value there.',
  NUMBER_UNREAD: ({ text }) => `“${text}” is not certainly a number.`,
  AMOUNT_UNREAD: ({ text }) => `“${text}” is not certainly an amount.`,
  NO_CLAIM: ({ text }) => `“${text}” is a supplier’s document, and nothing that a customer owes. Leave this row out.`,
  STATE_UNKNOWN: ({ text }) => `“${text}” is neither in use nor out of use. Write active or archived.`,
  NUMBER_NOT_WHOLE: ({ text }) => `“${text}” is no whole number.`,
  QUANTITY_PLACES: ({ text, places }) =>
    Number(places) === 0
      ? `“${text}” is no whole number, and this product is counted in whole ones.`
      : `“${text}” has more than ${places} decimal places.`,
  UNIT_UNKNOWN: ({ text }) => `“${text}” is no unit. Write its code, such as KGM, or its name.`,
  MEASURE_STAYS: () => 'Unit and places of a product that is here already are changed on its own page.',
  TRACKING_STAYS: () => 'How a product that is here already is kept is changed on its own page.',
  TRACKING_UNKNOWN: ({ text }) => `“${text}” is neither none, lot nor serial.`,
  CATEGORY_ARCHIVED: () => 'This category is archived. Restore it first.',
  SUCCESSOR_UNKNOWN: ({ text }) => `There is no product “${text}” that could follow it.`,
  PACK_UNREAD: ({ text }) => `“${text}” is no pack. Write them as “box of 24; crate of 6 (4006381333931)”.`,
  RETURNABLE_UNREAD: ({ text }) => `“${text}” says no packaging. Write it by its SKU, as “CRATE for 24; BOTTLE for 1”.`,
  RETURNABLE_UNKNOWN: ({ sku }) => `No returnable packaging has the SKU “${sku}”. Move it in before the goods in it.`,
  PACK_EMPTY: ({ pack }) => `Say how much one ${pack} holds.`,
  LANGUAGE_UNKNOWN: ({ text }) =>
    `“${text}” is no language that is known here. Write its code, such as de, or its name.`,
  PURPOSE_UNKNOWN: ({ text }) => `“${text}” is none of orders, deliveries, invoices and reminders.`,
  DELIVERY_DAYS_UNREAD: ({ text }) => `“${text}” are no weekdays. Write them as “Mon, Wed” or “1, 3”.`,
  DAY_UNREAD: ({ text }) => `“${text}” is no day.`,
  YES_OR_NO: ({ text }) => `“${text}” is neither yes nor no.`,
  COUNTRY_UNKNOWN: ({ text }) => `“${text}” is no country.`,
  OTHER_CURRENCY: ({ currency }) => `This is in ${currency}, which is not the currency of the organisation.`,
  TERMS_UNKNOWN: ({ text }) =>
    /^\d+$/.test(String(text))
      ? `There are no payment terms of ${text} days net. Add them in Settings → Terms, and look again.`
      : `There are no payment terms “${text}”. Add them in Settings → Terms and look again, or write the number of days.`,
  OWNER_UNKNOWN: ({ text }) => `Nobody of the team is called “${text}”.`,
  PAYER_UNKNOWN: ({ text }) => `There is no customer with the number “${text}” who could pay.`,
  TREATMENT_UNKNOWN: () => 'Write domestic, exempt, reverse charge or export.',
  USUALLY_TAXED: ({ treatment }) =>
    `Nothing says how this customer is taxed. Usual there is: ${String(treatment).toLowerCase().replace('_', ' ')}.`,
  ADDRESS_IN_STREET: ({ text }) =>
    `“${text}” stays in the street as a whole, because the town could not be told from it. Orders will wait until the address is completed.`,
  SUB_CUSTOMER: ({ text }) =>
    `This may be a part of “${text}” in the program before. It comes in by itself: choose who pays for it on its page.`,
  LOOKS_LIKE_ROW: ({ row }) => `Looks like the same customer as row ${row}: the e-mail address is the same.`,
  DELIVERY_RULE_UNKNOWN: ({ text }) => `“${text}” is none of part, complete, close rest and refuse.`,
  SERVICE_UNKNOWN: ({ text }) =>
    `There is no carrier service “${text}”. Add it in Settings → Carriers, or leave the cell empty.`,
  TAX_UNKNOWN: ({ text }) => `There is no tax “${text}”. Write its name or its rate, or add it in the settings.`,
  TAX_NUMBER_DIGITS: ({ text }) =>
    `The check digits of “${text}” are wrong. Correct it, or leave the cell empty and ask the customer.`,
  LIMIT_NOT_YOURS: () => 'Your roles do not allow to set credit limits. Leave the column out, or ask somebody who may.',
  CUSTOMER_SEVERAL: () => 'Several customers are called so. Give their number, so that the right one is meant.',
  PART_OF_CUSTOMER: ({ text }) =>
    `This is a person or an address of “${text}”, not a customer. Leave it out here, and move the file in once more as contacts or addresses.`,
  CUSTOMER_ARCHIVED: () => 'This customer is archived. Restore it first.',
  PRODUCT_ARCHIVED: () => 'This product is archived. Restore it first.',
  NUMBER_TOO_LONG: () => 'A number has at most 40 characters.',
  NUMBER_OF_SERIES: () =>
    'This number may be set aside for a customer who is just being added here. Leave it empty, or give another one.',
  KIND_STAYS: () => 'The kind of a product stays as it is.',
  CUSTOMER_UNKNOWN: ({ text }) => `There is no customer “${text}”. Move the customers in first.`,
  PRODUCT_UNKNOWN: ({ text }) => `There is no product “${text}”. Move the products in first.`,
  GROUP_UNKNOWN: ({ text }) => `There is no customer group “${text}”.`,
  WAREHOUSE_UNKNOWN: ({ text }) => `There is no warehouse “${text}”.`,
  BIN_ARCHIVED: () => 'This bin is archived. Restore it first.',
  NOT_GOODS: () => 'Only goods have stock.',
  QUANTITY_RANGE: () => 'A quantity is between 0 and 1,000,000,000.',
  STOCK_RESERVED: () => 'More than that is promised to orders. Count the bin on the floor instead.',
  LIST_ARCHIVED: () => 'This price list is archived. Restore it first.',
  LIST_FOR_OTHERS: () =>
    'The price list of this name is for somebody else, or for all. Give these prices a list of their own.',
  LIST_FOR_TWO: () => 'A price list is for a customer or for a group, not for both.',
  LAST_BEFORE_FIRST: () => 'The last day is before the first.',
  DAY_TO_COME: () => 'This day is still to come.',
  DUE_BEFORE_ISSUED: () => 'It would be due before it was issued.',
  NUMBER_OF_OURS: () => 'An invoice that was issued here has this number.',
  OPEN_ITEM_USED: () =>
    'This invoice is here already with other facts, and something of it was paid. Correct it by hand.',
  ROW_WAITS: ({ row }) => `Row ${row} of the same record is wrong; it is moved in as a whole.`,
  RECORD_OF_TWO: () => 'The rows with this number name two of them. Give each its own number.',
  RECORD_TOO_LONG: ({ most }) => `It has more than ${most} rows. Give a part of them another number.`,
  ORDER_HERE_OTHERWISE: () =>
    'This order is here already, and the file it came with said otherwise. Amend it on its page, or take that import back first.',
  PLANNED_HERE_OTHERWISE: () =>
    'This purchase list is here already, and the file it came with said otherwise. Change it on its page, or take that import back first.',
  SUPPLIER_SEVERAL: () => 'Several suppliers are called so. Give the number, so that the right one is meant.',
  ROW_REPEATED: ({ row }) => `Row ${row} of the file means the same record.`,
}
