import { stdnum, type Validator } from 'stdnum'

/** The registers of companies of which the library knows how a number is made; a test has a true number of each. */
const registers: Record<string, readonly string[]> = {
  AT: ['businessid'],
  AU: ['abn', 'acn'],
  CA: ['bn'],
  CH: ['uid'],
  CZ: ['ico'],
  EE: ['registrikood'],
  FI: ['ytunnus'],
  FR: ['siren', 'siret'],
  JP: ['cn'],
  NO: ['orgnr'],
  SE: ['orgnr'],
}

/**
 * Whether a registration number can be one of its country's register; true where nobody knows. It says nothing about whether a
 * company has it.
 */
export function registrationRight(country: string, number: string): boolean {
  const known: Record<string, Validator> = stdnum[country as keyof typeof stdnum] ?? {}
  const kinds = registers[country] ?? []
  return kinds.length === 0 || kinds.some((kind) => known[kind]?.validate(number).isValid)
}
