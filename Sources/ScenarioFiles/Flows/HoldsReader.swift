// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// Reads what a room task holds, and refuses what only room tasks have, or may not have.
struct HoldsReader {
  private let fields: Fields
  private let context: ReadingContext

  init(_ fields: Fields, context: ReadingContext) {
    self.fields = fields
    self.context = context
  }

  /// Reads `holds`; empty for tasks of other kinds, nil where a room task has none that can be read.
  func read(_ kind: FlowTask.Kind, _ entry: DocumentEntry) -> [FlowTask.Hold]? {
    let node = fields.take("holds")
    guard kind == .room else {
      if let extra = node ?? fields.take("reserve") {
        context.error(
          "holds-without-room", at: extra.place,
          "'holds' and 'reserve' belong to a room task; write 'task: room', or name the one 'pool'")
      }
      return []
    }
    if let patience = fields.take("patience") {
      context.error(
        "room-patience", at: patience.place,
        "nobody leaves the queue for a room; leave 'patience' and 'leave' out")
    }
    let entries = node?.entries?.filter { $0.key != "source" } ?? []
    guard !entries.isEmpty else {
      context.error(
        "missing-holds", at: node?.place ?? entry.place,
        "room task '\(entry.key)' needs 'holds', the servers of each pool, as in "
          + "{R-INH: 1, R-CLERK: 2}")
      return nil
    }
    let holds = entries.compactMap { hold in
      context.count(hold.value, in: 1...10_000).map {
        FlowTask.Hold(pool: Located(hold.key, at: hold.place), servers: $0)
      }
    }
    return holds.isEmpty ? nil : holds
  }
}
