// SPDX-License-Identifier: Apache-2.0

import Diagrams

/// A small mind map in English with nearly everything that a legend can explain.
enum EnglishMap {
  static let map = MindMap(
    scenario: "S01", title: "Transfer of title: scenario map",
    subtitle: "Scenario 01 / 21   Resale home, person to person",
    root: MindMap.Root(lines: ["Resale home", "person to person"], subtitle: "after the reform"),
    branches: [
      MindMapBranch(
        number: "1", title: "Process",
        items: [
          MindMapItem(
            "Joint window takes the case, one set of papers for three authorities", step: "1",
            department: DepartmentChip(id: "window", label: "Window", colour: .jointWindow)),
          MindMapItem(
            "Review", step: "2", gateway: .parallel,
            children: [MindMapItem("Title"), MindMapItem("Tax"), MindMapItem("Housing")]),
        ]),
      MindMapBranch(
        number: "2", title: "Time limits",
        items: [MindMapItem("3 working days", note: "promised", isConclusion: true)]),
    ],
    footer: MindMap.Footer(
      source: "Sources: Interim Regulation, article 20", code: "BDC-ZY-01", version: "V1.0"),
    language: .english)
}
