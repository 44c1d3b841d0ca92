// SPDX-License-Identifier: Apache-2.0

import HallEngine
package import TransferModel

extension CaseExplanation {
  /// The explanation as JSON, by `docs/explain.schema.json`; the keys stand in a fixed order.
  package func json(_ record: StudyRecord, _ pack: Pack) -> JSONValue {
    let time = TimeText(from: record.from, record.isCivil ? .civil : .seconds)
    return .map([
      "tool": .tool,
      "pack": .map(["path": .text(pack.path), "hash": .text(pack.hash)]),
      "configuration": .text(record.study.configuration.id.value),
      "seed": .int(Int(clamping: record.seed)),
      "replication": .int(record.replication + 1),
      "case": .present([
        "name": .text(name),
        "scenario": .text(record.scenario(of: recorded).id),
        "flow": .text(record.flow(of: recorded)),
        "channel": record.channel(recorded).map { .text($0) },
        "outcome": .text(StudyRecord.outcome(recorded)),
        "created": .text(time.text(recorded.created)),
        "ended": recorded.hasEnded ? .text(time.text(recorded.ended)) : nil,
      ]),
      "finished": .bool(isFinished),
      "start": .text(time.text(start)),
      "end": .text(time.text(end)),
      "grossMicros": .int(Int(micros)),
      "grossWorkingMicros": .int(
        Int(record.study.plan.clock.workingMicros(from: start, to: end))),
      "steps": .array(steps.map { json($0, record, time) }),
      "totals": .array(
        totals.map { total in
          .map([
            "reason": .text(total.reason.rawValue), "micros": .int(Int(total.micros)),
            "share": .number(Double(total.micros) / Double(max(1, micros))),
          ])
        }),
      "joins": .array(
        joins.map { join in
          .map([
            "node": .text(record.flowNode(join.node).id), "time": .text(time.text(join.time)),
            "others": .array(
              join.others.map { branch in
                .map([
                  "node": .text(record.flowNode(branch.node).id),
                  "micros": .int(Int(branch.micros)),
                ])
              }),
          ])
        }),
    ])
  }

  private func json(_ step: Step, _ record: StudyRecord, _ time: TimeText) -> JSONValue {
    let node = record.flowNode(step.node)
    return .present([
      "start": .text(time.text(step.start)), "end": .text(time.text(step.end)),
      "micros": .int(Int(step.micros)), "reason": .text(step.reason.rawValue),
      "node": .text(node.id), "label": node.label.json,
      "pool": record.pool(at: step.node).map { .text($0.id.value) },
      "line": step.line.map { line in
        .map([
          "class": .int(line.priority), "ahead": .int(line.ahead),
          "aheadInBetterClass": .int(line.aheadInBetterClass),
          "overtakenBy": .int(line.overtakenBy),
        ])
      },
    ])
  }
}
