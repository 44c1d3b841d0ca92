// SPDX-License-Identifier: Apache-2.0

package import TransferModel

extension RoutingProof {
  /// Returns the tree and its proof by `docs/route.schema.json`.
  ///
  /// Numbers of combinations are texts, as they may exceed what a JSON number holds exactly.
  package func json(_ pack: Pack) -> JSONValue {
    let routing = pack.routing
    return .map([
      "tool": .tool,
      "pack": .map(["path": .text(pack.path), "hash": .text(pack.hash)]),
      "questions": .array(routing.questions.map(\.json)),
      "steps": .array(
        routing.steps.map { step in
          .map([
            "id": .text(step.id.value), "question": .text(step.question.value),
            "to": .array(
              (routing.question(step.question.value)?.answers ?? []).map { answer in
                .map([
                  "answer": .text(answer.id.value),
                  "target": .text(step.target(of: answer.id.value) ?? ""),
                ])
              }),
          ])
        }),
      "combinations": .text(combinations.description),
      "impossible": .text(impossible.description),
      "impossibilities": .array(
        routing.impossibilities.map {
          .map(["id": .text($0.id.value), "why": $0.reason.json])
        }),
      "classes": .int(classes),
      "reached": .array(
        reached.map { reached in
          .present([
            "target": pack.routingTarget(reached.target).json,
            "count": .text(reached.count.description),
            "example": reached.example.map { .texts($0.map(\.description)) },
          ])
        }),
      "unreached": .texts(unreached),
      "failing": .text(failing.description),
      "failures": .array(
        failures.map {
          .map([
            "answers": .texts($0.facts.map(\.description)), "leads": .text($0.verdict.leads),
            "admitted": .texts($0.verdict.admitted),
          ])
        }),
      "holds": .bool(holds),
    ])
  }
}

extension RoutingQuestion {
  var json: JSONValue {
    .map([
      "id": .text(id.value), "name": name.json,
      "answers": .array(
        answers.map { .map(["id": .text($0.id.value), "name": $0.name.json]) }),
    ])
  }
}

extension RoutingTarget {
  var json: JSONValue {
    .present([
      "id": .text(id), "kind": .text(isLeftOut ? "leftOut" : "scenario"), "name": name.json,
      "share": share.map { .number($0) }, "why": reason?.json,
    ])
  }
}

extension LocalizedText {
  /// The label as `{"zh", "en"}`.
  package var json: JSONValue { .map(["zh": .text(zh), "en": .text(en)]) }
}

extension RoutingWalk {
  /// Returns the walk by `docs/route.schema.json`.
  package func json(_ pack: Pack) -> JSONValue {
    .present([
      "tool": .tool,
      "pack": .map(["path": .text(pack.path), "hash": .text(pack.hash)]),
      "walked": .texts(walked.map(\.description)),
      "notAsked": .texts(notAsked.map(\.description)),
      "cannotOccur": cannotOccur.map(\.json),
      "asks": asks?.json,
      "leads": leads?.json,
    ])
  }
}
