// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning

/// The fingerprints of a run with and without a record.
enum TraceRunFingerprint {
  /// Runs a study twice.
  static func of(_ study: CompiledStudy) -> (plain: UInt64, recorded: UInt64, visits: Int) {
    var replication = Replication(
      seed: 7, warmUpEnd: study.warmUpEnd, horizon: study.horizon, caseLimit: study.caseLimit)
    let plain = replication.run(study.plan)
    replication.recordsVisits = true
    let recorded = replication.run(study.plan)
    return (plain.fingerprint, recorded.fingerprint, recorded.record?.visits.count ?? 0)
  }
}
