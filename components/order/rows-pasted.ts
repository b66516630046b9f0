import { useEffect } from 'react'

/** Whether a copied text is rows of a spreadsheet or mail, and not one cell: a break or a tab is left in it without its end. */
export const isRows = (text: string): boolean => /[\t\r\n]/.test(text.trim())

/** Gives rows that are pasted into a box of the page that takes them to the list, because a box would run them together into one text. */
export function useRowsPasted(onRows: (text: string) => void) {
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!(event.target instanceof HTMLElement) || !event.target.closest('[data-takes-rows]') || !isRows(text)) return
      event.preventDefault()
      onRows(text.trim())
    }
    document.addEventListener('paste', take)
    return () => document.removeEventListener('paste', take)
  }, [onRows])
}
