import type { KeyboardEvent } from 'react'

/** Enter in a quantity or price moves the focus to the product of the next line. */
export function onEnter(event: KeyboardEvent<HTMLTableElement>) {
  if (
    event.key !== 'Enter' ||
    event.ctrlKey ||
    event.metaKey ||
    event.defaultPrevented ||
    !(event.target instanceof HTMLInputElement)
  )
    return
  event.preventDefault()
  const row = event.target.closest('tr')?.nextElementSibling
  row?.querySelector<HTMLElement>('[role=combobox]')?.focus()
}
