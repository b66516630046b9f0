/** Letters, then figures, with or without a sign between them, as people say the number of a document. */
const spoken = /^(\p{L}{1,6})[\s._/\p{Pd}]*(\d[\d\p{Pd}]*)$/u

/**
 * The numbers that somebody may mean who typed this: as it stands, in capitals, and with a hyphen between the letters
 * and the figures. Empty where no number can be meant, because numbers have figures.
 */
export function numbersMeant(text: string): string[] {
  if (!/\d/.test(text)) return []
  const said = text.trim().toUpperCase()
  const [, letters, figures] = spoken.exec(said) ?? []
  return [...new Set([text.trim(), said, ...(letters ? [`${letters}-${figures}`] : [])])]
}
