// SPDX-License-Identifier: Apache-2.0

import TransferModel

extension CoverageReport {
  /// The report by `docs/coverage.schema.json`; numbers of runs are texts, as they may exceed what a
  /// JSON number holds exactly.
  package var json: JSONValue {
    .present([
      "tool": .tool,
      "pack": .map(["path": .text(pack.path), "hash": .text(pack.hash)]),
      "loops": .int(loops),
      "records": .texts(records),
      "driven": .bool(isDriven),
      "edgeShare": edgeShare.map { .number($0) },
      "differences": .texts(differences),
      "flows": .array(flows.map(\.json)),
      "volume": .map([
        "share": .number(volume.share), "goal": .number(VolumeCoverage.goal),
        "meetsGoal": .bool(volume.meetsGoal),
        "leftOut": .array(
          volume.leftOut.map { pack.routingTarget($0.id.value).json }),
      ]),
      "unused": .map([
        "materials": .texts(unused.materials), "legalRules": .texts(unused.legalRules),
        "taxes": .texts(unused.taxRules),
        "outcomes": .texts(unused.outcomes.map(\.rawValue)),
      ]),
    ])
  }
}

extension FlowCoverage {
  var json: JSONValue {
    .present([
      "scenario": .text(scenario.id), "flow": .text(flow.name), "nodes": .int(flow.nodes.count),
      "edges": .int(edges.count), "edgePairs": .int(edgePairs.count),
      "acyclicRuns": .text(acyclicRuns.description),
      "boundedRuns": .text(boundedRuns.description),
      "edgeCover": json(edgeCover), "pairCover": json(pairCover),
      "reached": reached.map { reached in
        .map([
          "cases": .int(reached.cases), "paths": .int(reached.paths.count),
          "missedNodes": .texts(missedNodes.map { flow.nodes[$0].id }),
          "missedEdges": .texts(missedEdges.map { text($0) }),
          "missedPairs": .texts(missedPairs.map { text($0) }),
          "missedRuns": .array(missedRuns.map { .int($0 + 1) }),
        ])
      },
    ])
  }

  private func json(_ cover: FlowCover) -> JSONValue {
    .map([
      "size": .int(cover.runs.count), "lowerBound": .int(cover.lowerBound),
      "returns": .int(cover.returns),
      "runs": .array(
        cover.runs.map { run in .texts(run.choices(in: flow).map { text($0) }) }),
    ])
  }
}
