// SPDX-License-Identifier: Apache-2.0

/// Texts that are written again and again, as bytes in one block.
struct TextTable: ~Copyable {
  private let bytes: UnsafeMutablePointer<UInt8>
  /// Where each text begins; one more entry than texts.
  private let firsts: UnsafeMutablePointer<Int>

  init(_ texts: [String]) {
    let all = texts.map { Array($0.utf8) }
    bytes = .allocate(capacity: max(1, all.reduce(0) { $0 + $1.count }))
    firsts = .allocate(capacity: all.count + 1)
    var next = 0
    for (index, text) in all.enumerated() {
      firsts[index] = next
      for byte in text {
        bytes[next] = byte
        next += 1
      }
    }
    firsts[all.count] = next
  }

  deinit {
    bytes.deallocate()
    firsts.deallocate()
  }

  /// The bytes of a text.
  @inline(__always)
  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + firsts[index], count: firsts[index + 1] - firsts[index])
  }
}
