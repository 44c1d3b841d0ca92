// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Testing

struct RandomnessTests {
  /// The three known answers for Philox4x32-10 of the Random123 distribution (kat_vectors).
  @Test func philoxGivesThePublishedAnswers() {
    #expect(
      Philox.block(.init(0, 0, 0, 0), key: 0)
        == .init(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    #expect(
      Philox.block(.init(.max, .max, .max, .max), key: .max)
        == .init(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      Philox.block(
        .init(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: 0x299f_31d0_a409_3822)
        == .init(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func uniformsStayInsideTheOpenInterval() {
    #expect(Philox.Block(0, 0, 0, 0).first == 0x1p-53)
    #expect(Philox.Block(.max, .max, 0, 0).first == 1 - 0x1p-53)
    #expect(Philox.Block(0, 0, .max, .max).second == 1 - 0x1p-53)
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
    func series(_ make: (UInt32) -> Philox.Block) -> [Double] {
      (0..<UInt32(n)).map { make($0).first - 0.5 }
    }
    let base = series { Philox.block(.init($0, 0, 0, 0), key: key) }
    let others = [
      series { Philox.block(.init($0 + 1, 0, 0, 0), key: key) },
      series { Philox.block(.init($0, 1, 0, 0), key: key) },
      series { Philox.block(.init($0, 0, 1, 0), key: key) },
      series { Philox.block(.init($0, 0, 1 << 8, 0), key: key) },
      series { Philox.block(.init($0, 0, 0, 1), key: key) },
      series { Philox.block(.init($0, 0, 0, 0), key: key + 1) },
      (0..<UInt32(n)).map { Philox.block(.init($0, 0, 0, 0), key: key).second - 0.5 },
    ]
    for other in others {
      let product = zip(base, other).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(product) * 12 / Double(n).squareRoot() < 5)
    }
  }
}
