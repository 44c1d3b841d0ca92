// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning

/// The fingerprints of a run with and without a record of its moves.
enum TraceRunFingerprint {
  /// Runs a study twice.
  static func of(_ study: CompiledStudy) -> (plain: UInt64, recorded: UInt64, moves: Int) {
    var replication = Replication(
      seed: 7, warmUpEnd: study.warmUpEnd, horizon: study.horizon, caseLimit: study.caseLimit)
    let plain = replication.run(study.plan)
    replication.recordsMoves = true
    let recorded = replication.run(study.plan)
    return (plain.fingerprint, recorded.fingerprint, recorded.moves?.count ?? 0)
  }
}
