// SPDX-License-Identifier: Apache-2.0

/// One line of a mind map below a main branch, with the lines that hang on it.
///
/// An item that has children is a heading and is drawn bold, so that `isConclusion` is only
/// needed on lines of their own.
package struct MindMapItem: Sendable, Hashable {
  /// The name of the item in the drawing, unique on the sheet, such as `b4.d3`.
  ///
  /// `nil` derives one from the parent and the position from 1, such as `b4.3` or `b4.3.1`.
  /// A name starts with an ASCII letter and goes on with ASCII letters, digits, `.`, `_` or `-`.
  package var id: String?
  /// The words of the item, without step number, symbol or chip.
  package var text: String
  /// A grey remark beside or below the words.
  package var note: String?
  /// Whether the line states a conclusion and is therefore bold.
  package var isConclusion: Bool
  /// The step number as written, such as `2a`.
  package var step: String?
  /// The department that does the step.
  package var department: DepartmentChip?
  /// The branching symbol before the words.
  package var gateway: Gateway?
  /// Why the thing is no longer asked for, or where its data come from instead.
  ///
  /// Not `nil` strikes the words through and sets this tag after them in the branch colour.
  package var cancellation: String?
  /// The items one level further out, in reading order.
  package var children: [MindMapItem]

  /// Creates an item; everything but the words is optional.
  package init(
    _ text: String, id: String? = nil, note: String? = nil, isConclusion: Bool = false,
    step: String? = nil, department: DepartmentChip? = nil, gateway: Gateway? = nil,
    cancellation: String? = nil, children: [MindMapItem] = []
  ) {
    self.id = id
    self.text = text
    self.note = note
    self.isConclusion = isConclusion
    self.step = step
    self.department = department
    self.gateway = gateway
    self.cancellation = cancellation
    self.children = children
  }
}

/// The branching symbol of a workflow step in a mind map.
package enum Gateway: Sendable, Hashable, CaseIterable {
  /// All outgoing branches run and are awaited (AND).
  case parallel
  /// Some outgoing branches run, at least one, and are awaited (OR).
  case inclusive
  /// The branch of what happens first runs (event-based).
  case first
  /// Exactly one outgoing branch runs (XOR).
  case exclusive

  /// The sign as drawn.
  package var symbol: String {
    switch self {
    case .parallel: "＋"
    case .inclusive: "○"
    case .first: "◎"
    case .exclusive: "×"
    }
  }
}

/// The small coloured label that names the department of a step.
///
/// Colour never stands alone: the label is always written out in the chip.
package struct DepartmentChip: Sendable, Hashable {
  /// The stable key of the department in the data.
  package var id: String
  /// The word written in the chip, two or three characters.
  package var label: String
  /// Which colour of the palette fills the chip.
  package var colour: DepartmentColour

  /// Creates a chip.
  package init(id: String, label: String, colour: DepartmentColour) {
    self.id = id
    self.label = label
    self.colour = colour
  }
}
