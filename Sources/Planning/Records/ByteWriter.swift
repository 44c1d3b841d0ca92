// SPDX-License-Identifier: Apache-2.0

/// Text as bytes, handed on in large pieces.
///
/// A record has millions of cells; a string for each would take longer than the run it tells of.
package struct ByteWriter: ~Copyable {
  /// Takes a piece of text; it is used up when the call returns.
  package typealias Sink = (UnsafeRawBufferPointer) throws -> Void

  private let base: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var next: UnsafeMutablePointer<UInt8>
  private let sink: Sink
  private var failure: (any Error)?
  /// The digits of the numbers from 00 to 99, so that two are written at once.
  private let pairs: UnsafeMutablePointer<UInt8>

  /// Creates a writer that hands on pieces of about a capacity in bytes.
  package init(capacity: Int = 1 << 18, _ sink: @escaping Sink) {
    self.capacity = max(1 << 10, capacity)
    base = .allocate(capacity: self.capacity)
    next = base
    self.sink = sink
    pairs = .allocate(capacity: 200)
    for number in 0..<100 {
      pairs[2 * number] = UInt8(48 + number / 10)
      pairs[2 * number + 1] = UInt8(48 + number % 10)
    }
  }

  deinit {
    base.deallocate()
    pairs.deallocate()
  }

  /// Hands on what is left.
  ///
  /// - Throws: The first error of the sink.
  package mutating func finish() throws {
    flush()
    if let failure { throw failure }
  }

  private mutating func flush() {
    if failure == nil, next > base {
      do { try sink(UnsafeRawBufferPointer(start: base, count: next - base)) } catch {
        failure = error
      }
    }
    next = base
  }

  /// Makes room for a number of bytes, at most a quarter of the capacity.
  @inline(__always)
  private mutating func reserve(_ count: Int) {
    if capacity - (next - base) < count { flush() }
  }

  /// Adds a byte.
  @inline(__always)
  package mutating func add(_ byte: UInt8) {
    reserve(1)
    next.pointee = byte
    next += 1
  }

  /// Adds bytes of any number.
  @inline(__always)
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    guard bytes.count <= capacity >> 2 else {
      addLong(bytes)
      return
    }
    reserve(bytes.count)
    next.update(from: start, count: bytes.count)
    next += bytes.count
  }

  @inline(never)
  private mutating func addLong(_ bytes: UnsafeBufferPointer<UInt8>) {
    flush()
    guard failure == nil else { return }
    do { try sink(UnsafeRawBufferPointer(bytes)) } catch { failure = error }
  }

  /// Adds bytes of any number.
  @inline(__always)
  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { add($0) } }

  /// Adds a text that is written in the program.
  @inline(__always)
  package mutating func add(_ text: StaticString) {
    add(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Adds a text.
  package mutating func add(text: String) { add(Array(text.utf8)) }

  /// Adds a number that is not negative, in decimal digits.
  @inline(__always)
  package mutating func add(number: UInt64) {
    reserve(20)
    if number < 10 {
      next.pointee = UInt8(truncatingIfNeeded: 48 &+ number)
      next += 1
      return
    }
    var length = 2
    var bound: UInt64 = 100
    while length < 20, number >= bound {
      length &+= 1
      let (product, overflow) = bound.multipliedReportingOverflow(by: 10)
      bound = overflow ? .max : product
      if overflow, length == 20 { break }
    }
    var rest = number
    var place = next + length
    while rest >= 100 {
      place -= 2
      addPair(rest % 100, at: place)
      rest /= 100
    }
    if rest >= 10 {
      addPair(rest, at: place - 2)
    } else {
      (place - 1).pointee = UInt8(truncatingIfNeeded: 48 &+ rest)
    }
    next += length
  }

  /// Adds a number below a million as six digits.
  @inline(__always)
  mutating func add(sixDigits number: UInt64) {
    reserve(6)
    addPair(number / 10_000, at: next)
    addPair(number / 100 % 100, at: next + 2)
    addPair(number % 100, at: next + 4)
    next += 6
  }

  /// Adds hours, minutes and seconds, each below a hundred, with colons between them and a point behind.
  @inline(__always)
  mutating func addClock(_ hours: UInt32, _ minutes: UInt32, _ seconds: UInt32) {
    reserve(9)
    addPair(UInt64(hours), at: next)
    next[2] = UInt8(ascii: ":")
    addPair(UInt64(minutes), at: next + 3)
    next[5] = UInt8(ascii: ":")
    addPair(UInt64(seconds), at: next + 6)
    next[8] = UInt8(ascii: ".")
    next += 9
  }

  /// Adds the first bytes of two words, the lowest first; at most 16.
  @inline(__always)
  mutating func add(_ words: (UInt64, UInt64), count: Int) {
    reserve(16)
    let place = UnsafeMutableRawPointer(next)
    place.storeBytes(of: words.0.littleEndian, as: UInt64.self)
    place.storeBytes(of: words.1.littleEndian, toByteOffset: 8, as: UInt64.self)
    next += count
  }

  @inline(__always)
  private func addPair(_ number: UInt64, at place: UnsafeMutablePointer<UInt8>) {
    let pair = pairs + Int(truncatingIfNeeded: number &* 2)
    place[0] = pair[0]
    place[1] = pair[1]
  }
}
