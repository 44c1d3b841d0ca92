// SPDX-License-Identifier: Apache-2.0

/// The forms in which a record is written.
package enum RecordForm: String, Sendable, CaseIterable {
  /// Comma-separated values: a row for each visit.
  case csv
  /// An XES event log (IEEE 1849): a trace for each case.
  case xes
  /// An object-centric event log (OCEL 2.0) as JSON.
  case json

  /// The form that the ending of a file name asks for; nil where it is none of them.
  package init?(path: String) {
    let name = path.lowercased()
    guard let form = Self.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }) else {
      return nil
    }
    self = form
  }
}

extension StudyRecord {
  /// Writes the record.
  ///
  /// - Parameters:
  ///   - form: The form.
  ///   - sink: Takes the text, piece by piece.
  /// - Throws: What the sink throws.
  package func write(_ form: RecordForm, to sink: @escaping ByteWriter.Sink) throws {
    var writer = ByteWriter(sink)
    switch form {
    case .csv: VisitCSV(self).write(to: &writer)
    case .xes: EventLogXES(self).write(to: &writer)
    case .json: EventLogOCEL(self).write(to: &writer)
    }
    try writer.finish()
  }
}
