// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Records as they are written are read back and followed through the flows.
struct RecordReadingTests {
  private static func reached(_ text: String, _ pack: Pack) -> (RecordReader, [String]) {
    var findings = Findings()
    let reader = RecordReader(text, file: "r.csv", pack: pack, findings: &findings)
    return (reader, findings.sorted.map(\.description))
  }

  @Test func theFullRecordReachesWhatTheFiveColumnsDo() throws {
    let valid = try ShippedPack.valid()
    let study = try TestPack.compile(valid, configuration: "B2", days: 2, warmUpDays: 0)
    let run = try RecordRun(valid, study)
    let short = EventRecord(
      try #require(run.result.record), of: study, from: valid.pack.hall.study.from)
    let (full, faults) = Self.reached(try run.text(.csv), valid.pack)
    let (five, others) = Self.reached(short.csv, valid.pack)
    #expect(faults == [] && others == [])
    #expect(full.reached.count > 10)
    #expect(full.reached.keys == five.reached.keys)
    for (key, parts) in full.reached {
      #expect(parts.edges == five.reached[key]?.edges && parts.cases == five.reached[key]?.cases)
    }
  }

  @Test func timesWithoutACalendarAreSeconds() throws {
    let run = try RecordRun("patience")
    #expect(!run.record.isCivil)
    let text = try run.text(.csv)
    let (reader, faults) = Self.reached(text, run.valid.pack)
    #expect(faults == [])
    #expect((reader.reached.first?.value.cases ?? 0) > 1000)
  }

  @Test(arguments: [
    (
      "1,customer,only,serve,2.500000\n1,customer,only,gone,1.500000\n",
      "r.csv:3:22: error[record-order]: case '1' goes back in time, from 2.500000 to 1.500000"
    ),
    (
      "1,customer,only,serve,2.5\n",
      "r.csv:2:23: error[record-time]: '2.5' is no time; write for example 2021-03-01T09:00:00.000000"
    ),
    (
      "1,customer,only,serve,2.500000\n1,customer,only,gone,2021-03-01T09:00:00.000000\n",
      "r.csv:3:22: error[record-time]: '2021-03-01T09:00:00.000000' is no number of seconds, as the "
        + "times before it are; write for example 32400.000000"
    ),
  ])
  func columnsAreFoundByNameAndTimesHaveOneForm(_ rows: String, _ expected: String) throws {
    let pack = try TestPack.valid(TestPack.folder("patience")).pack
    let (_, faults) = Self.reached("case,scenario,flow,node,enabled\n" + rows, pack)
    #expect(faults == [expected])
  }

  @Test func aHeaderWithoutTheNodeIsNoRecord() throws {
    let pack = try TestPack.valid(TestPack.folder("patience")).pack
    let (_, faults) = Self.reached("case,scenario,flow,enabled\n", pack)
    #expect(
      faults == [
        "r.csv:1:1: error[record-header]: a record begins with a line that names its columns; needed "
          + "are scenario, flow, case, node and time, or enabled in its place"
      ])
  }
}
