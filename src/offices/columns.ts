import type { Localized } from './office.ts'

// How texts in all languages, and yes or no, stand in columns of both engines.

export function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0
}

export function json(value: unknown): string {
  return JSON.stringify(value)
}

export function jsonOrNull(text: Localized | null | undefined): string | null {
  return text ? JSON.stringify(text) : null
}

export function parsed(text: string): Localized {
  return JSON.parse(text)
}

export function parsedOrNull(text: string | null): Localized | null {
  return text === null ? null : JSON.parse(text)
}
