// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// The furniture of sheets in words: headings, units, connecting words.
///
/// Contents come from the pack.
struct SheetWording {
  let language: Language

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  // MARK: Headings

  func mindMapTitle(flow: String) -> String {
    let way = flow == ScenarioMap.before ? "分窗办理" : "一窗联办"
    return say("不动产转移登记“\(way)”情形思维导图", "Real-estate transfer registration: scenario map")
  }
  var branchNumbers: [String] {
    language == .zh
      ? ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
      : ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
  }
  var applies: String { say("适用情形", "Applies to") }
  var legalBasis: String { say("法律依据", "Legal basis") }
  var applicants: String { say("申请主体", "Applicants") }
  var materials: String { say("申请材料", "Materials") }
  var process: String { say("办理流程", "Process") }
  var taxes: String { say("税费", "Taxes and fees") }
  var limits: String { say("办理时限", "Time limits") }
  var visits: String { say("跑动次数", "Trips") }
  var reductions: String { say("四减成效", "Reductions") }
  var risks: String { say("风险提示", "Risks") }

  func subtitle(number: String, name: String, flow: String) -> String {
    let stage: String
    switch flow {
    case ScenarioMap.before: stage = say("改革前流程", "before the reform")
    case ScenarioMap.after: stage = say("改革后流程", "after the reform")
    default: stage = flow
    }
    return say("情形 \(number) / 21　\(name)（\(stage)）", "Scenario \(number) / 21   \(name), \(stage)")
  }

  func rootSubtitle(number: String) -> String {
    say("转移登记　情形 \(number)", "Scenario \(number)")
  }

  func summary(name: String, stages: Int, limit: Int?) -> String {
    let limitZh = limit.map { "，承诺 \($0) 个工作日办结" } ?? ""
    let limitEn = limit.map { ", committed to \($0) working days" } ?? ""
    return say(
      "\(name)的思维导图：十个主支，\(stages) 个环节\(limitZh)。",
      "Mind map of \(name): ten branches, \(stages) steps\(limitEn).")
  }

  func footer(basis: [String]) -> String {
    let list = basis.joined(separator: listMark)
    return say(
      "依据：\(list)　｜　时间为情形包中的假设值，以仿真结果为准",
      "Basis: \(list) | times are assumptions of the pack; see simulated results")
  }

  // MARK: Marks

  var listMark: String { say("、", ", ") }
  var clauseMark: String { say("；", "; ") }
  func quoted(_ title: String) -> String { say("《\(title)》", title) }
  func cited(_ title: String, _ article: String) -> String {
    say("《\(title)》\(article)", "\(title), \(article)")
  }

  // MARK: Materials

  func handIn(_ count: Int) -> String { say("提交 \(count) 件", "Hand in \(count)") }
  func verify(_ count: Int) -> String { say("核验 \(count) 件", "Show \(count)") }
  func commit(_ count: Int) -> String { say("承诺 \(count) 件", "Commit to \(count)") }
  func dropped(_ count: Int) -> String { say("免交 \(count) 件", "No longer asked \(count)") }
  func papers(_ count: Int, submissions: Int) -> String {
    say("\(count) 种材料，共交 \(submissions) 件次", "\(count) papers, handed in \(submissions) times")
  }

  func disposition(_ disposition: MaterialUse.Disposition) -> String {
    switch disposition {
    case .keep: say("收取一次", "handed in once")
    case .eLicence: say("电子证照或当场核验", "e-licence or shown")
    case .shared: say("数据共享", "shared data")
    case .generated: say("免填单", "no form")
    case .committed: say("告知承诺", "notice and commitment")
    case .abolished: say("无法律依据，取消", "dropped, no legal basis")
    case .joined: say("一表联办", "on the single form")
    case .signed: say("现场签署", "signed at the window")
    }
  }

  func windows(_ letters: String) -> String {
    letters.map { letter in
      switch letter {
      case "H": say("住建", "housing")
      case "T": say("税务", "tax")
      case "R": say("登记", "registration")
      default: say("水电气", "utility")
      }
    }.joined(separator: listMark)
  }

  // MARK: Figures

  /// A share as a whole percentage where it is one, with one decimal where not.
  func share(_ share: Double) -> String {
    let tenths = Int((share * 1_000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }

  func minutes(_ minutes: Double) -> String {
    say("\(Int(minutes.rounded())) 分钟", "\(Int(minutes.rounded())) min")
  }

  func payer(_ payer: String) -> String {
    switch payer {
    case "buyer": say("买方", "Buyer: ")
    case "seller": say("卖方", "Seller: ")
    case "donee": say("受赠方", "Donee: ")
    case "heir": say("继承人", "Heir: ")
    default: ""
    }
  }

  func statutory(_ days: Int) -> String {
    say("法定 \(days) 个工作日", "Statutory \(days) working days")
  }
  func committed(_ days: Int) -> String {
    say("承诺 \(days) 个工作日", "Committed \(days) working days")
  }
  func committedNote(_ share: Double?, before: Int?) -> String? {
    let parts = [
      share.map { say("法定时限的 \(self.share($0))", "\(self.share($0)) of the statutory limit") },
      before.map { say("改革前 \($0) 个", "\($0) before") },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: clauseMark)
  }
  func staffTime(_ minutes: Double) -> String {
    say("岗位净用时约 \(Int(minutes.rounded())) 分钟", "Staff time about \(Int(minutes.rounded())) min")
  }
  var staffTimeNote: String { say("各岗众数合计", "sum of typical times") }
  func visitsBefore(_ count: Int) -> String { say("改革前 \(count) 次", "Before: \(count)") }
  func visitsAfter(_ count: Int) -> String { say("改革后 \(count) 次", "After: \(count)") }
  func visitsNote(hall: Int, utility: Int) -> String {
    utility > 0
      ? say("办事大厅 \(hall) 次，水电气 \(utility) 次", "\(hall) to the hall, \(utility) to utilities")
      : say("办事大厅 \(hall) 次", "\(hall) to the hall")
  }
  var noVisitOnline: String { say("全程网办的，为 0 次", "none when fully online") }
  func fewerPapers(_ before: Int, _ after: Int) -> String {
    say("减材料　\(before) → \(after) 件次", "Papers \(before) → \(after)")
  }
  func fewerStages(_ before: Int, _ after: Int) -> String {
    say("减环节　\(before) → \(after) 个", "Steps \(before) → \(after)")
  }
  func shorterLimit(_ before: Int, _ after: Int) -> String {
    say("减时限　\(before) → \(after) 工作日", "Days \(before) → \(after)")
  }
  func fewerTrips(_ before: Int, _ after: Int) -> String {
    say("减跑动　\(before) → \(after) 次", "Trips \(before) → \(after)")
  }
}
