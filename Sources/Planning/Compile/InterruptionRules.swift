// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// What interrupts the services of a pool, for the plan.
enum InterruptionRules {
  /// Returns the rule of a plan for the ends of shifts.
  static func atClose(_ rule: Pool.ClosingRule) -> PlanPool.AtClose {
    switch rule {
    case .finish: .finish
    case .drain: .drain
    case .suspend: .suspend
    case .handOver: .handOver
    }
  }

  /// Returns the rule of a plan for better classes.
  static func preemption(_ rule: Pool.Preemption) -> PlanPool.Preemption {
    switch rule {
    case .none: .none
    case .resume: .resume
    case .restart: .restart
    }
  }

  /// Returns the breakdowns of a pool, whose draws go by its id.
  static func breakdowns(of pool: Pool, _ samplers: SamplerCompiler) -> PlanPool.Breakdowns? {
    pool.breakdowns.map {
      PlanPool.Breakdowns(
        up: samplers.sampler($0.up.value), repair: samplers.sampler($0.repair.value),
        streamKey: StreamKey.hash("breakdowns/\(pool.id.value)"))
    }
  }
}
