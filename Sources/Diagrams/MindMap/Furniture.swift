// SPDX-License-Identifier: Apache-2.0

/// The fixed words of a sheet in one language: legend, page number and joining words.
struct Furniture: Sendable {
  /// The language of the words.
  let language: SheetLanguage

  /// Picks the words of a language.
  init(_ language: SheetLanguage) {
    self.language = language
  }

  private func pick(_ chinese: String, _ english: String) -> String {
    language == .chinese ? chinese : english
  }

  /// The heading of the legend.
  var legend: String { pick("图例", "Legend") }
  /// What the sign for AND means.
  var parallel: String { pick("并联，全部完成后汇合", "in parallel, all to be done") }
  /// What the sign for OR means.
  var inclusive: String { pick("按需，至少一项，完成后汇合", "as needed, at least one, then joined") }
  /// What the sign for an event-based gateway means.
  var first: String { pick("等候，先发生者定走向", "wait, what happens first decides") }
  /// What the sign for XOR means.
  var exclusive: String { pick("判断，择一执行", "decision, one way is taken") }
  /// The struck sample in the legend.
  var cancelledSample: String { pick("材料名称", "material") }
  /// What struck text means.
  var cancelledMeaning: String {
    pick("已取消，后附共享来源", "no longer asked for, why or source")
  }
  /// The bold sample in the legend.
  var conclusionSample: String { pick("粗体", "bold") }
  /// What bold text means.
  var conclusionMeaning: String { pick("关键结论", "key conclusion") }
  /// What a chip says to a screen reader before its label.
  var department: String { pick("部门：", "department: ") }
  /// What follows struck words when they are spoken.
  var cancelled: String { pick("（取消）", " (cancelled)") }
  /// What stands between words and their remark when they are spoken.
  var colon: String { pick("：", ": ") }
  /// What stands between two items at the foot of the page.
  var footerGap: String { pick("　", "   ") }

  /// Returns the page number as printed.
  func page(_ number: Int, of count: Int) -> String {
    pick("第 \(number) 页 共 \(count) 页", "page \(number) of \(count)")
  }

  /// Returns what an edge says to a screen reader.
  func edge(from start: String, to end: String) -> String {
    pick("从\(start)到\(end)", "from \(start) to \(end)")
  }
}
