// SPDX-License-Identifier: Apache-2.0

import Planning
import TransferModel

/// The reasons why time passes, in words.
enum ReasonText {
  private static let texts: [TimeReason: LocalizedText] = [
    .doors: LocalizedText(zh: "等候开门", en: "until the doors open"),
    .appointment: LocalizedText(zh: "等候预约时段", en: "until the appointment"),
    .poolClosed: LocalizedText(zh: "非工作时间", en: "closed by its hours"),
    .hallClosed: LocalizedText(zh: "全天停办", en: "hall closed that day"),
    .unmanned: LocalizedText(zh: "在岗人员全部休息或缺勤", en: "nobody on duty"),
    .outage: LocalizedText(zh: "系统停用", en: "outage"),
    .queue: LocalizedText(zh: "排队", en: "queue"),
    .absentCall: LocalizedText(zh: "过号呼叫", en: "call of an absent ticket"),
    .pause: LocalizedText(zh: "工作人员暂离", en: "server away"),
    .service: LocalizedText(zh: "窗口办理", en: "service at the counter"),
    .deskWork: LocalizedText(zh: "后台办理", en: "work behind the counter"),
    .automatic: LocalizedText(zh: "系统自动办理", en: "automatic step"),
    .applicant: LocalizedText(zh: "申请人自办", en: "step of the applicant"),
    .round: LocalizedText(zh: "等候流转班次", en: "until the next round"),
    .clockStopped: LocalizedText(zh: "停计时限（公示、补正等）", en: "clock stopped"),
    .statutory: LocalizedText(zh: "法定等待", en: "statutory wait"),
    .wait: LocalizedText(zh: "其他等待", en: "other wait"),
    .away: LocalizedText(zh: "离厅或在途", en: "away or on the way"),
    .join: LocalizedText(zh: "等候并联环节", en: "other branches"),
  ]

  /// Returns what took a part of the time in line, in a word.
  static func short(_ reason: TimeReason, _ language: Language) -> String {
    switch reason {
    case .absentCall: language == .zh ? "过号" : "calls"
    case .pause: language == .zh ? "暂离" : "away"
    default: text(reason, language)
    }
  }

  /// Returns a reason in a language.
  static func text(_ reason: TimeReason, _ language: Language) -> String {
    texts[reason]?.text(language) ?? reason.rawValue
  }
}
