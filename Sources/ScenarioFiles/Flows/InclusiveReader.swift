// SPDX-License-Identifier: Apache-2.0

import TransferModel

extension NodeReader {
  /// Reads an inclusive split: `any: {survey: 30 %, appraisal: {use: [shop, plant]}, plain: rest}`.
  func inclusive(_ entry: DocumentEntry) -> Body? {
    guard let node = fields.take("any"),
      case let entries = (node.entries ?? []).filter({ $0.key != "source" }), !entries.isEmpty
    else {
      context.error(
        "empty-split", at: entry.place,
        "'any' maps the first node of each branch to its share or to what it depends on, as in "
          + "{survey: 30 %, plain: rest}")
      return nil
    }
    let labels = branchLabels(known: entries.map(\.key))
    var branches: [InclusiveBranch] = []
    for item in entries {
      guard let condition = condition(item) else { return nil }
      branches.append(
        InclusiveBranch(
          target: reader.target(Located(item.key, at: item.place), scope), condition: condition,
          label: labels[item.key]))
    }
    guard branches.count(where: \.isRest) <= 1 else {
      context.error(
        "several-rests", at: node.place,
        "only one branch can be taken when no other is; give the others a share")
      return nil
    }
    return Body(kind: .inclusive(branches))
  }

  private func condition(_ item: DocumentEntry) -> InclusiveBranch.Condition? {
    let value = reader.value(item.value, scope)
    guard let entries = value.entries?.filter({ $0.key != "source" }) else {
      return value.text == "rest" ? .rest : share(value).map { .share($0) }
    }
    guard entries.count == 1, let asked = entries.first else {
      context.error(
        "bad-condition", at: value.place,
        "a branch depends on one attribute, as in {use: shop}, {use: [shop, plant]} or "
          + "{use: {shop: 40 %}}")
      return nil
    }
    let attribute = Located(asked.key, at: asked.place)
    var shares: [InclusiveBranch.ValueShare] = []
    if let table = asked.value.entries {
      for pair in table where pair.key != "source" {
        guard let share = share(reader.value(pair.value, scope)) else { return nil }
        shares.append(.init(value: Located(pair.key, at: pair.place), share: share))
      }
    } else {
      shares = context.names(asked.value).map { .init(value: $0, share: Located(1, at: $0.place)) }
    }
    if Set(shares.map(\.value.value)).count < max(1, shares.count) {
      context.error(
        "bad-condition", at: asked.value.place,
        "a branch that depends on '\(asked.key)' names some of its values, each once")
      return nil
    }
    return .attribute(attribute, shares)
  }
}
