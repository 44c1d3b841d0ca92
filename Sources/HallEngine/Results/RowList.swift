// SPDX-License-Identifier: Apache-2.0

/// Rows of a record, in blocks that never move: reading them costs no copy of what may be very long.
///
/// It is `@unchecked Sendable` as nothing is written once the run that filled it has handed it over.
package final class RowList<Row: BitwiseCopyable & Hashable & Sendable>: @unchecked Sendable {
  /// The number of rows.
  package let count: Int
  @usableFromInline let blocks: [UnsafeMutablePointer<Row>]

  /// Takes over blocks, all of which but the last are full.
  init(_ blocks: [UnsafeMutablePointer<Row>], count: Int) {
    self.blocks = blocks
    self.count = count
  }

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// The row at a position from 0 up to ``count``.
  ///
  /// - Complexity: O(1).
  @inlinable package subscript(position: Int) -> Row {
    blocks[position >> RowBlock.bits][position & RowBlock.mask]
  }

  /// Calls a function with the rows of each block in turn and the position of its first row.
  package func forEachBlock(_ body: (UnsafeBufferPointer<Row>, Int) throws -> Void) rethrows {
    for (index, block) in blocks.enumerated() {
      let first = index << RowBlock.bits
      let rows = UnsafeBufferPointer(start: block, count: min(count - first, RowBlock.rows))
      try body(rows, first)
    }
  }

  /// Calls a function with each row in turn.
  package func forEach(_ body: (Row) throws -> Void) rethrows {
    try forEachBlock { rows, _ in for row in rows { try body(row) } }
  }
}

extension RowList: Hashable {
  package static func == (left: RowList, right: RowList) -> Bool {
    left.count == right.count && (0..<left.count).allSatisfy { left[$0] == right[$0] }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    if count > 0 { hasher.combine(self[count - 1]) }
  }
}

/// The size of a block of rows: with rows of a multiple of 8 bytes a whole number of pages of 2 MiB.
@usableFromInline enum RowBlock {
  @usableFromInline static let bits = 18
  @usableFromInline static let rows = 1 << bits
  @usableFromInline static let mask = rows - 1
  static let alignment = 1 << 21
}

/// The rows of a record while a run goes on.
struct RowBuffer<Row: BitwiseCopyable & Hashable & Sendable>: ~Copyable {
  private var blocks: [UnsafeMutablePointer<Row>] = []
  private var block: UnsafeMutablePointer<Row>?
  private let advise: Replication.MemoryAdvice?
  /// The number of rows.
  private(set) var count = 0

  /// Creates an empty buffer that lets each new block be looked at.
  init(_ advise: Replication.MemoryAdvice?) { self.advise = advise }

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Adds a row and returns its place, which stays the same.
  @inline(__always)
  mutating func append(_ row: Row) -> UnsafeMutablePointer<Row> {
    let offset = count & RowBlock.mask
    if offset == 0 { grow() }
    // A block is there since the first row.
    let place = block.unsafelyUnwrapped + offset
    place.initialize(to: row)
    count &+= 1
    return place
  }

  /// Returns the place of a row.
  @inline(__always)
  func place(_ position: Int) -> UnsafeMutablePointer<Row> {
    blocks[position >> RowBlock.bits] + (position & RowBlock.mask)
  }

  /// The place of the row added last; there must be one.
  @inline(__always)
  var last: UnsafeMutablePointer<Row> {
    block.unsafelyUnwrapped + ((count &- 1) & RowBlock.mask)
  }

  /// Hands over the rows and is empty again.
  mutating func take() -> RowList<Row> {
    defer {
      blocks = []
      block = nil
      count = 0
    }
    return RowList(blocks, count: count)
  }

  @inline(never)
  private mutating func grow() {
    let raw = UnsafeMutableRawBufferPointer.allocate(
      byteCount: RowBlock.rows * MemoryLayout<Row>.stride, alignment: RowBlock.alignment)
    advise?(raw)
    let rows = raw.bindMemory(to: Row.self)
    guard let next = rows.baseAddress else { return }
    blocks.append(next)
    block = next
  }
}
