// SPDX-License-Identifier: Apache-2.0

/// Stable keys of random streams.
package enum StreamKey {
  /// Returns a 64-bit key of a text; the same text gives the same key for ever and everywhere.
  ///
  /// FNV-1a over the UTF-8 bytes (Fowler, Noll, Vo; offset basis 14695981039346656037, prime
  /// 1099511628211), then the finaliser ``mix(_:)``, as FNV alone spreads the last bytes poorly.
  package static func hash(_ text: String) -> UInt64 {
    var state: UInt64 = 14_695_981_039_346_656_037
    for byte in text.utf8 {
      state ^= UInt64(byte)
      state &*= 1_099_511_628_211
    }
    return mix(state)
  }

  /// Returns a bijective scrambling of a word: the output function of SplitMix64.
  ///
  /// Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, after
  /// Stafford's variant 13 of the MurmurHash3 finaliser.
  @inline(__always)
  package static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// Returns the key of a stream within one replication of one design point of one experiment.
  package static func key(
    seed: UInt64, designPoint: UInt32, replication: UInt32, stream: UInt64
  ) -> UInt64 {
    var key = mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    key = mix(key ^ (UInt64(designPoint) &<< 32 | UInt64(replication)))
    return mix(key &+ stream)
  }
}
