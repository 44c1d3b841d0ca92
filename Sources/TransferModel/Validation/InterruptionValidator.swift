// SPDX-License-Identifier: Apache-2.0

/// Checks pools whose work may be interrupted: what is left of it is the same for every server.
struct InterruptionValidator {
  let pack: Pack

  init(pack: Pack) { self.pack = pack }

  /// Adds all findings.
  func run(_ findings: inout Findings) {
    for pool in pack.hall.pools where pool.interruptsServices {
      let name = pool.id.value
      if pool.absentCallMinutes > 0 {
        findings.error(
          "absent-call-interrupted", at: pool.id.place,
          "pool '\(name)' interrupts work, where nobody is called in vain; leave 'absentCall' out")
      }
      let configurations = pack.hall.configurations.map(\.id.value)
      if configurations.contains(where: { pack.hall.hasUnlikeStaff(pool, in: $0) }) {
        findings.error(
          "unlike-staff-interrupted", at: pool.id.place,
          "pool '\(name)' interrupts work, which another may go on with, so that all work alike; "
            + "leave 'staff', 'learning' and loans to it with a 'factor' out")
      }
    }
  }
}
