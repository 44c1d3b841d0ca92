// SPDX-License-Identifier: Apache-2.0

import Statistics
import TransferModel

extension SensitivityReport {
  /// The report by `docs/sensitivity.schema.json`.
  package var json: JSONValue {
    .map([
      "tool": .tool,
      "pack": .map(["path": .text(base.packPath), "hash": .text(base.packHash)]),
      "configuration": .text(base.configuration.id.value),
      "period": base.period.json(warmUp: base.warmUp),
      "seed": .int(Int(clamping: base.seed)),
      "replications": .int(base.replications),
      "changes": .texts(base.changes),
      "headline": .text(result.headline.description),
      "base": .estimate(result.base),
      "by": .number(by),
      "parameters": .array(result.rows.map { row($0) }),
      "withoutEffect": .texts(withoutEffect),
      "leftOut": .texts(leftOut),
      "refused": .array(
        refused.map { .map(["path": .text($0.path), "why": .text($0.why)]) }),
      "warnings": .texts(base.warnings),
    ])
  }

  private func row(_ row: SensitivityResult.Row) -> JSONValue {
    .present([
      "path": .text(row.parameter.path), "value": .text(row.parameter.text),
      "ground": .text(row.parameter.ground.rawValue),
      "low": row.parameter.low.map { level($0, row.low) },
      "high": row.parameter.high.map { level($0, row.high) },
      "swing": .estimate(row.swing.difference),
      "pValue": row.correctedPValue.map { .number($0) },
      "varianceRatio": row.swing.varianceRatio.map { .number($0) },
      "elasticity": row.elasticity.map { elasticity in
        .present([
          "mean": .number(elasticity.mean), "low": elasticity.low.map { .number($0) },
          "high": elasticity.high.map { .number($0) },
        ])
      },
    ])
  }

  private func level(
    _ level: SensitivityParameter.Level, _ change: PairedComparison?
  ) -> JSONValue {
    .map([
      "value": .text(level.text), "ratio": .number(level.ratio),
      "changes": .texts(level.changes), "change": .estimate(change?.difference),
    ])
  }
}
