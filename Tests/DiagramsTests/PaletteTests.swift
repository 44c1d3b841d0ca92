// SPDX-License-Identifier: Apache-2.0

import Diagrams
import Foundation
import Testing

struct PaletteTests {
  /// The relative luminance of WCAG 2.1.
  private func luminance(_ colour: String) throws -> Double {
    let value = try #require(UInt32(colour.dropFirst(), radix: 16))
    let channels = [16, 8, 0].map { shift -> Double in
      let channel = Double((value >> UInt32(shift)) & 0xFF) / 255
      return channel <= 0.03928 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private func contrast(_ one: String, _ other: String) throws -> Double {
    let pair = try [luminance(one), luminance(other)].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  @Test func contrastIsMeasuredRight() throws {
    #expect(abs(try contrast("#000000", "#FFFFFF") - 21) < 0.001)
    #expect(abs(try contrast("#767676", "#FFFFFF") - 4.54) < 0.01)
  }

  @Test func everyTextOnTheFullSheetContrastsWithItsBackground() throws {
    var count = 0
    for node in try MindMapLayout(ResaleMap.map).nodes {
      for run in node.runs where !run.text.isEmpty {
        count += 1
        let ratio = try contrast(run.colour, node.background(of: run))
        #expect(ratio >= 4.5, "\(node.id) '\(run.text)' \(ratio)")
      }
    }
    #expect(count > 100)
  }

  @Test func everyFillCarriesWhiteText() throws {
    for fill in Palette.branches + DepartmentColour.allCases.map(\.rawValue) {
      #expect(try contrast(fill, Palette.white) >= 4.5, "\(fill)")
    }
  }

  @Test func branchColoursStartAgainAfterTheTenth() {
    #expect(Set(Palette.branches).count == 10)
    #expect(Palette.branch(at: 10) == Palette.branch(at: 0))
    #expect(Palette.branch(at: -1) == Palette.branch(at: 9))
  }
}
