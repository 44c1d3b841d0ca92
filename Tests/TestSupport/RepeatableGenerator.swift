// SPDX-License-Identifier: Apache-2.0

/// Random numbers that are the same in every run: SplitMix64 (Steele, Lea, Flood, "Fast splittable
/// pseudorandom number generators", 2014).
package struct RepeatableGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// Creates a generator; print the seed when a test fails.
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns a whole number below a bound, 0 where the bound is not positive.
  package mutating func below(_ bound: Int) -> Int {
    bound > 0 ? Int.random(in: 0..<bound, using: &self) : 0
  }

  /// Returns one of a list that is not empty.
  package mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
