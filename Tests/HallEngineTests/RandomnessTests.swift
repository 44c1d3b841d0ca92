// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

struct RandomnessTests {
  /// The known answers for Philox2x64 of the Random123 distribution (kat_vectors).
  @Test func philoxGivesThePublishedAnswers() {
    let pi = Philox.Block(0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344)
    let piKey: UInt64 = 0xa409_3822_299f_31d0
    #expect(
      Philox.block(.init(0, 0), key: 0, rounds: 7)
        == .init(0xb41d_a69f_bfef_c666, 0x511e_9ce1_a553_4056))
    #expect(
      Philox.block(.init(.max, .max), key: .max, rounds: 7)
        == .init(0xa469_6cc0_4462_015d, 0x7247_82da_e171_69e9))
    #expect(
      Philox.block(pi, key: piKey, rounds: 7) == .init(0x98ed_1534_392b_f372, 0x6752_8b15_6888_2fd5)
    )
    #expect(
      Philox.block(.init(0, 0), key: 0, rounds: 10)
        == .init(0xca00_a045_9843_d731, 0x66c2_4222_c9a8_45b5))
    #expect(
      Philox.block(.init(.max, .max), key: .max, rounds: 10)
        == .init(0x65b0_21d6_0cd8_310f, 0x4d02_f322_2f86_df20))
    #expect(
      Philox.block(pi, key: piKey, rounds: 10)
        == .init(0x0a5e_742c_2997_341c, 0xb0f8_83d3_8000_de5d))
    #expect(Philox.rounds == 7)
  }

  @Test func uniformsStayInsideTheOpenInterval() {
    #expect(Philox.Block(0, 0).first == 0x1p-53)
    #expect(Philox.Block(.max, 0).first == 1 - 0x1p-53)
    #expect(Philox.Block(0, .max).second == 1 - 0x1p-53)
  }

  /// FNV-1a of "foobar" is 0x85944171f73967e8 (Noll's test vectors); then the finaliser.
  @Test(
    arguments: [
      ("", 0xf52a_15e9_a9b5_e89b), ("a", 0x02c0_bdbf_4814_20f8), ("foobar", 0x404d_a9e3_b740_78c2),
      ("S01/accept", 0x3cfb_93fb_2707_bff6),
    ] as [(String, UInt64)])
  func streamKeysNeverChange(_ text: String, _ expected: UInt64) {
    #expect(StreamKey.hash(text) == expected)
  }

  @Test func keysDifferInEachCoordinate() {
    let keys = [
      StreamKey.key(seed: 1, designPoint: 0, replication: 0, stream: 5),
      StreamKey.key(seed: 2, designPoint: 0, replication: 0, stream: 5),
      StreamKey.key(seed: 1, designPoint: 1, replication: 0, stream: 5),
      StreamKey.key(seed: 1, designPoint: 0, replication: 1, stream: 5),
      StreamKey.key(seed: 1, designPoint: 0, replication: 0, stream: 6),
    ]
    #expect(Set(keys).count == keys.count)
  }

  /// Correlations of neighbouring streams, cases and purposes; each |r| √n > 5 has probability
  /// 6e-7 by chance.
  @Test func neighbouringStreamsAreNotCorrelated() {
    let n = 40_000
    let key = StreamKey.hash("stream")
    func series(_ make: (UInt64) -> Philox.Block) -> [Double] {
      (0..<UInt64(n)).map { make($0).first - 0.5 }
    }
    let base = series { Philox.block(.init($0, 0), key: key) }
    let others = [
      series { Philox.block(.init($0 + 1, 0), key: key) },
      series { Philox.block(.init($0 | 1 << 32, 0), key: key) },
      series { Philox.block(.init($0, 1), key: key) },
      series { Philox.block(.init($0, 1 << 8), key: key) },
      series { Philox.block(.init($0, 1 << 32), key: key) },
      series { Philox.block(.init($0, 0), key: key + 1) },
      (0..<UInt64(n)).map { Philox.block(.init($0, 0), key: key).second - 0.5 },
    ]
    for other in others {
      let product = zip(base, other).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(product) * 12 / Double(n).squareRoot() < 5)
    }
  }
}
