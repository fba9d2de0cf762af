export type AdmissionRefusal = 'too_many_streams' | 'too_many_of_caller'

export type Admission = {
  /** Takes up a place, unless there is none. */
  enter: (caller: string) => AdmissionRefusal | null
  leave: (caller: string) => void
}

/** How many streams there may be: of one caller, behind whose address a whole office may sit, and of all. */
export function createAdmission({ max, perCallerMax }: { max: number; perCallerMax: number }): Admission {
  const ofCaller = new Map<string, number>()
  let all = 0

  return {
    enter(caller) {
      const already = ofCaller.get(caller) ?? 0
      if (all >= max) return 'too_many_streams'
      if (already >= perCallerMax) return 'too_many_of_caller'
      all += 1
      ofCaller.set(caller, already + 1)
      return null
    },
    leave(caller) {
      all -= 1
      const others = (ofCaller.get(caller) ?? 1) - 1
      if (others > 0) ofCaller.set(caller, others)
      else ofCaller.delete(caller)
    },
  }
}
