// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning
import TransferModel

/// `guohu list`: what is in the pack.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List scenarios, configurations and pools of a pack.")

  @Argument(help: "The pack folder.")
  var pack = "scenarios"

  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    let valid = try packOptions.valid(pack)
    switch shared.format {
    case .json: try Terminal.write(json(valid.pack).text, to: shared.out)
    case .csv: try Terminal.write(csv(valid.pack), to: shared.out)
    case .table: try Terminal.write(table(valid.pack), to: shared.out)
    }
  }

  private func table(_ pack: Pack) -> String {
    let isChinese = shared.language == .zh
    var scenarios = TextTable([
      (isChinese ? "情形" : "scenario", .left), (isChinese ? "编号" : "id", .left),
      (isChinese ? "占比" : "share", .right), (isChinese ? "流程" : "flows", .left),
      (isChinese ? "节点" : "nodes", .right), (isChinese ? "材料" : "materials", .right),
    ])
    for scenario in pack.scenarios {
      scenarios.add([
        scenario.name.text(shared.language), scenario.id,
        scenario.share.map { NumberText.percent($0.value) } ?? "–",
        scenario.flows.map(\.name).joined(separator: ", "),
        scenario.flows.map { String($0.nodes.count) }.joined(separator: ", "),
        String(scenario.materials.count),
      ])
    }
    var configurations = TextTable([
      (isChinese ? "方案" : "configuration", .left), (isChinese ? "编号" : "id", .left),
      (isChinese ? "流程" : "flow", .left), (isChinese ? "窗口" : "windows", .right),
      (isChinese ? "后台" : "back office", .right),
    ])
    for configuration in pack.hall.configurations {
      let id = configuration.id.value
      func staff(_ kind: Pool.Kind) -> String {
        String(pack.hall.pools.filter { $0.kind == kind }.reduce(0) { $0 + $1.servers(in: id) })
      }
      let special = configuration.flowsByScenario.sorted { $0.key < $1.key }
        .map { "\($0.key) \($0.value.value)" }
      configurations.add([
        configuration.name.text(shared.language), id,
        (special + [configuration.flow?.value ?? "–"]).joined(separator: ", "),
        staff(.window), staff(.backOffice),
      ])
    }
    var lines = scenarios.lines() + [""] + configurations.lines()
    if !pack.presets.isEmpty {
      var presets = TextTable([
        (isChinese ? "预设（--preset）" : "preset (--preset)", .left),
        (isChinese ? "名称" : "id", .left), (isChinese ? "改动" : "changes", .right),
      ])
      for preset in pack.presets {
        presets.add([
          preset.name.text(shared.language), preset.id.value, String(preset.changes.count),
        ])
      }
      lines += [""] + presets.lines()
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func json(_ pack: Pack) -> JSONValue {
    .map([
      "pack": .map(["path": .text(pack.path), "hash": .text(pack.hash)]),
      "scenarios": .array(
        pack.scenarios.map { scenario in
          .present([
            "id": .text(scenario.id), "name": scenario.name.json,
            "share": scenario.share.map { .number($0.value) },
            "flows": .array(
              scenario.flows.map {
                .map(["name": .text($0.name), "nodes": .int($0.nodes.count)])
              }),
          ])
        }),
      "configurations": .array(
        pack.hall.configurations.map {
          .map(["id": .text($0.id.value), "name": $0.name.json])
        }),
      "presets": .array(
        pack.presets.map { preset in
          .map([
            "id": .text(preset.id.value), "name": preset.name.json,
            "set": .array(preset.changes.map { .text($0) }),
          ])
        }),
      "pools": .array(
        pack.hall.pools.map { .map(["id": .text($0.id.value), "name": $0.name.json]) }),
    ])
  }

  private func csv(_ pack: Pack) -> String {
    var table = CSVTable(header: ["id", "zh", "en", "share", "flows"])
    for scenario in pack.scenarios {
      table.add([
        scenario.id, scenario.name.zh, scenario.name.en,
        scenario.share.map { "\($0.value)" } ?? "",
        scenario.flows.map(\.name).joined(separator: " "),
      ])
    }
    return table.text
  }
}
