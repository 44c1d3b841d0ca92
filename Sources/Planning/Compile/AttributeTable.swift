// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// The attributes of a scenario's cases with the slots they are kept in.
struct AttributeTable {
  /// One attribute.
  struct Column {
    var name: String
    var slot: Int
    var values: [String]
    var weights: [Double]
    var priorities: [Int?]
    /// Whether the value is a whole number and not the index of one of `values`.
    var isCount = false
    /// Whether the cases of a value come together; 0 is a case that came alone.
    var isBatch = false
  }

  /// The slot of the channel, where the hall has channels.
  static let channelSlot = 0

  private(set) var columns: [Column] = []
  private let batchesComeInWaves: Bool

  /// Lays out the channel in slot 0 and the scenario's own attributes after it.
  ///
  /// Where batches come in waves, `together` is the share of the cases that this makes.
  init(_ scenario: Scenario, hall: Hall, configuration: String, together: Double? = nil) {
    batchesComeInWaves = together != nil
    if !hall.channels.isEmpty {
      columns.append(
        Column(
          name: "channel", slot: Self.channelSlot, values: hall.channels.map(\.id.value),
          weights: hall.channelShares(in: configuration, audience: scenario.audience?.value),
          priorities: hall.channels.map(\.priority)))
    }
    for (index, attribute) in scenario.attributes.enumerated() {
      if var batch = BatchTable(attribute) {
        batch.together = together ?? batch.together
        columns.append(
          Column(
            name: attribute.name.value, slot: index + 1, values: CaseAttribute.batchValues,
            weights: batch.arrivals, priorities: [], isCount: true, isBatch: true))
        continue
      }
      if let count = attribute.count?.value {
        columns.append(
          Column(
            name: attribute.name.value, slot: index + 1, values: [],
            weights: CountTable.probabilities(of: count), priorities: [], isCount: true))
        continue
      }
      columns.append(
        Column(
          name: attribute.name.value, slot: index + 1,
          values: attribute.values.map(\.value.value), weights: attribute.values.map(\.share),
          priorities: []))
    }
  }

  /// Returns the attribute with a name.
  func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  /// How cases arrive together; the applicants of a batch come by one channel.
  var batch: PlanScenario.Batch? {
    columns.first { $0.isBatch }.map { column in
      let channel = columns.filter { $0.name == "channel" }.map(\.slot)
      return PlanScenario.Batch(
        slot: column.slot, sharedSlots: [column.slot] + channel,
        comesInWaves: batchesComeInWaves)
    }
  }

  /// Returns the adjustments of attributes that the scenario has.
  func adjustments(_ adjustments: [TimeAdjustment]) -> [PlanAdjustment] {
    adjustments.compactMap { adjustment in
      guard let column = column(adjustment.attribute.value) else { return nil }
      // Every size of a batch is the value 'together'.
      let sizes = column.isBatch ? column.weights.count - 2 : 0
      let values = column.values + Array(repeating: column.values.last ?? "", count: max(0, sizes))
      let entries = values.map { value in
        guard let change = adjustment.changes.first(where: { $0.value.value == value })?.change
        else { return PlanAdjustment.Entry() }
        return PlanAdjustment.Entry(
          factor: change.factor, addMicros: change.addMinutes * Double(HallEngine.minute))
      }
      return PlanAdjustment(slot: column.slot, entries: entries)
    }
  }

  /// Returns the adjustments of counts that the scenario has.
  func adjustments(_ scalings: [CountScaling]) -> [PlanAdjustment] {
    scalings.compactMap { scaling in
      guard let column = column(scaling.attribute.value), column.isCount else { return nil }
      let entries = column.weights.indices.map { count in
        let change = scaling.change(for: column.isBatch ? max(1, count) : count)
        return PlanAdjustment.Entry(
          factor: change.factor, addMicros: change.addMinutes * Double(HallEngine.minute))
      }
      return PlanAdjustment(slot: column.slot, entries: entries)
    }
  }

  /// The attributes as the engine draws them.
  func planned(scenario: String) -> [PlanScenario.Attribute] {
    columns.map { column in
      PlanScenario.Attribute(
        slot: column.slot, weights: column.weights, priorities: column.priorities,
        streamKey: StreamKey.hash("\(scenario)/attribute/\(column.name)"))
    }
  }
}
