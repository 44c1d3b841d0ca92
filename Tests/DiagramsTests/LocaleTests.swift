// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc

  struct LocaleTests {
    /// A locale whose decimal sign is a comma, made for the test because few machines have one.
    private static let definition = """
      LC_NUMERIC
      decimal_point ","
      thousands_sep "."
      grouping 3
      END LC_NUMERIC

      """

    @Test func sheetIsTheSameWhereNumbersHaveAComma() throws {
      let sheet = try MindMapSheet(ResaleMap.map)
      let plain = (dot: sheet.dot(), svg: try Renderer.shared.render(sheet, as: .svg))
      try Command.withTemporaryFolder { folder in
        let source = folder.appendingPathComponent("comma.src")
        try Data(Self.definition.utf8).write(to: source)
        // The definition has one category only, which is a warning; the folder is the proof.
        _ = try? Command.run(
          ["localedef", "-c", "-i", source.path, folder.appendingPathComponent("comma").path],
          package: "libc-bin")
        setenv("LOCPATH", folder.path, 1)
        let comma = newlocale(1 << LC_NUMERIC, "comma", nil)
        unsetenv("LOCPATH")
        let locale = try #require(comma, "localedef of the package libc-bin made no locale")
        let before = uselocale(locale)
        defer {
          uselocale(before)
          freelocale(locale)
        }
        var text = [CChar](repeating: 0, count: 16)
        withVaList([1.5]) { _ = vsnprintf(&text, text.count, "%.1f", $0) }
        #expect(text.prefix(3).map { UInt8($0) } == Array("1,5".utf8), "the locale has no comma")

        let again = try MindMapSheet(ResaleMap.map)
        #expect(again.dot() == plain.dot)
        #expect(try Renderer.shared.render(again, as: .svg) == plain.svg)
      }
    }
  }
#endif
