// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Bytes, numbers and times of records.
struct RecordTextTests {
  private static let date = CivilDate(text: "2020-02-28") ?? CivilDate(dayNumber: 0)

  /// The fast way of writing gives what the plain one does, for instants across 300 years.
  @Test(arguments: [TimeText.Form.civil, .civilWithOffset, .seconds])
  func timesAreWrittenAsTheyRead(_ form: TimeText.Form) throws {
    var generator = RepeatableGenerator(seed: 5)
    var instants: [Int64] = [0, 1, HallEngine.day - 1, HallEngine.day, 2 * HallEngine.day]
    for _ in 0..<500 { instants.append(Int64(generator.below(300 * 366 * 86_400)) * 999_983) }
    let text = TimeText(from: Self.date, form)
    let start = RecordTimes.micros(text.text(0)) ?? -1
    for instant in instants {
      #expect(try Self.written(instant, form) == text.text(instant))
      #expect(RecordTimes.micros(text.text(instant)) == start + instant)
    }
    #expect(
      text.text(HallEngine.day + 9 * HallEngine.hour + 5)
        == [
          .civil: "2020-02-29T09:00:00.000005",
          .civilWithOffset: "2020-02-29T09:00:00.000005+00:00", .seconds: "118800.000005",
        ][form])
  }

  private static func written(_ instant: Int64, _ form: TimeText.Form) throws -> String {
    var bytes: [UInt8] = []
    var writer = ByteWriter { bytes += $0 }
    var text = TimeText(from: date, form)
    text.write(instant, to: &writer)
    try writer.finish()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func numbersAreWrittenInDecimalDigits() throws {
    var numbers: [UInt64] = [0, 9, 10, 99, 100, .max, .max - 1]
    var power: UInt64 = 1
    for _ in 0..<19 {
      power *= 10
      numbers += [power - 1, power, power + 1]
    }
    var bytes: [UInt8] = []
    var writer = ByteWriter { bytes += $0 }
    for number in numbers {
      writer.add(number: number)
      writer.add(UInt8(ascii: " "))
    }
    try writer.finish()
    #expect(
      String(decoding: bytes, as: UTF8.self) == numbers.map { "\($0) " }.joined())
  }

  @Test func piecesOfAnySizeMakeTheSameText() throws {
    let line = String(repeating: "过户", count: 300)
    func pieces(_ capacity: Int) throws -> [[UInt8]] {
      var list: [[UInt8]] = []
      var writer = ByteWriter(capacity: capacity) { list.append(Array($0)) }
      for number in 0..<200 {
        writer.add(text: number % 7 == 0 ? line : "row ")
        writer.add(number: UInt64(number))
      }
      try writer.finish()
      return list
    }
    let small = try pieces(1 << 10)
    let large = try pieces(1 << 20)
    #expect(small.count > 10 && large.count == 1)
    #expect(small.flatMap { $0 } == large[0])
  }

  private struct Full: Error {}

  @Test func aSinkThatFailsIsNotAskedAgain() {
    var calls = 0
    #expect(throws: Full.self) {
      var writer = ByteWriter(capacity: 1 << 10) { _ in
        calls += 1
        throw Full()
      }
      for _ in 0..<1000 { writer.add("0123456789") }
      try writer.finish()
    }
    #expect(calls == 1)
  }

  @Test(arguments: ["run.csv", "a/b.XES", "r.json", "out/run.CSV"])
  func theEndingSaysTheForm(_ path: String) {
    #expect(RecordForm(path: path)?.rawValue == path.split(separator: ".").last?.lowercased())
  }

  @Test(arguments: ["run", "csv", "run.txt", "run.csv.gz", ""])
  func otherEndingsHaveNoForm(_ path: String) { #expect(RecordForm(path: path) == nil) }
}
